import { parseAccessId } from "../domain/access-id";
import type { Collection, Ref } from "../backend";
import type { Grant } from "../domain";
import { InvalidError } from "../errors";
import { appAccess } from "./app-access";
import type { Connection } from "./connection";
import { requireKey } from "./ids";
import { roleGrants } from "./role-grants";
import { writeAndReadBack, writeAndVerify } from "./writes";

/** What the server knows of grants of one perm, each by its own number of a person. */
export interface GrantTable {
  list(): Promise<Grant[]>;
  /** @param remove only such as are there */
  change(add: readonly Target[], remove: readonly Target[]): Promise<void>;
}

/** A grant as the server addresses it. */
export interface Target {
  readonly kind: Grant["kind"];
  /** The server's number of a user, or a department's id. */
  readonly id: string;
  readonly effect: Grant["effect"];
}

/** Who has a perm: of a role, or the use of an app. Only what is named itself, nothing inherited. */
export function grants(connection: Connection): Collection<Ref, Grant> {
  const tableOf = ({ id }: Ref): GrantTable => {
    const access = parseAccessId(id);
    return access ? appAccess(connection, access.app) : roleGrants(connection, requireKey(id));
  };
  return {
    list: (owner) => tableOf(owner).list(),

    async change(owner, { add, remove }) {
      const table = tableOf(owner);
      const before = await table.list();
      const there = new Set(before.map(({ kind, id }) => `${kind} ${id}`));
      const present = remove.filter(({ kind, id }) => there.has(`${kind} ${id}`));
      const wanted = await targetsOf(connection, add);
      // Nobody leaves for an unknown name.
      if (wanted.length > 0) {
        const holds = async () => missing(add, await table.list()).length === 0;
        await writeAndVerify(() => table.change(wanted, []), holds);
        requireAll(add, await table.list());
      }
      if (present.length === 0) return;
      const gone = await targetsOf(connection, present);
      const holds = async () => missing(present, await table.list()).length === present.length;
      const names = present.map(({ kind, id }) => `${kind} ${id}`).join(", ");
      await writeAndReadBack(() => table.change([], gone), holds, `take it back from ${names}`);
    },
  };
}

async function targetsOf({ people }: Connection, grants: readonly Grant[]): Promise<Target[]> {
  const names = grants.filter(({ kind }) => kind === "user").map(({ id }) => id);
  const ids = await people.idsOf(names);
  return grants.flatMap((grant) => {
    if (grant.kind === "node") return [grant];
    const id = ids.get(grant.id);
    return id === undefined ? [] : [{ ...grant, id }];
  });
}

const PROPERTY = {
  user: { allow: "users", deny: "denyUsers" },
  node: { allow: "nodes", deny: "denyNodes" },
} as const;

/**
 * Unknown subjects are skipped, and the answer says nothing of it (AUTHING.md 5).
 * @throws InvalidError naming who is not there after the write
 */
function requireAll(wanted: readonly Grant[], present: readonly Grant[]): void {
  const skipped = missing(wanted, present);
  const [first] = skipped;
  if (first === undefined) return;
  const names = skipped.map(({ kind, id }) => `${kind} ${id}`).join(", ");
  throw new InvalidError(`there is no ${names}`, PROPERTY[first.kind][first.effect]);
}

/** Those that are not among others. */
function missing(wanted: readonly Grant[], present: readonly Grant[]): Grant[] {
  const keyOf = ({ kind, id, effect }: Grant) => `${kind} ${id} ${effect}`;
  const there = new Set(present.map(keyOf));
  return wanted.filter((grant) => !there.has(keyOf(grant)));
}
