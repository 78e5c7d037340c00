import type { GrantCollection, Ref } from "../backend";
import type { Grant } from "../domain";
import { UnavailableError } from "../errors";
import type { GrantStatus } from "../../../sdk";
import type { Connection } from "./connection";
import { all } from "../kit/all";
import { missingOf, namesOf, requireAll } from "../kit/grants";
import { chunks } from "./members";
import { REPEATABLE } from "./writes";

const STATUS = { allow: 1, deny: -1 } as const satisfies Record<Grant["effect"], GrantStatus>;

/**
 * The grants of a perm. An owner's own status counts, never the value, which has what is inherited
 * and lags behind (ARKID.md 31). Only this endpoint writes to a perm that the server made (ARKID.md
 * 30).
 */
export function grants(connection: Connection): GrantCollection {
  const { perm } = connection.client;

  const list = ({ id }: Ref, effects: readonly Grant["effect"][] = EFFECTS) =>
    connection.seeing(undefined, async () => {
      const found: Grant[] = [];
      for (const effect of effects) {
        for (const { uid, subject } of await all(perm.listOwners(id, { status: STATUS[effect] }))) {
          found.push({ kind: subject === "user" ? "user" : "node", id: uid, effect });
        }
      }
      return found;
    });

  const write = async (id: string, changes: readonly Change[]) => {
    for (const some of chunks(changes)) {
      const of = (kind: Grant["kind"]) =>
        some.filter((one) => one.kind === kind).map(({ id: uid, status }) => ({ uid, status }));
      await perm.updateOwners(id, { users: of("user"), nodes: of("node") }, REPEATABLE);
    }
  };

  return {
    list,

    change: (owner, { add, remove }) =>
      connection.seeing(undefined, async () => {
        await write(
          owner.id,
          add.map(({ effect, ...one }) => ({ ...one, status: STATUS[effect] })),
        );
        // Unknown names fail before anything is removed; the server returns them as if done (ARKID.md 32).
        if (add.length > 0) requireAll(add, await list(owner, effectsOf(add)));
        await write(
          owner.id,
          remove.map((one) => ({ ...one, status: 0 })),
        );
        if (remove.length > 0) requireNone(remove, await list(owner, effectsOf(remove)));
      }),
  };
}

const EFFECTS = ["allow", "deny"] as const;
const effectsOf = (grants: readonly Grant[]) =>
  EFFECTS.filter((one) => grants.some(({ effect }) => effect === one));

interface Change {
  readonly kind: Grant["kind"];
  readonly id: string;
  readonly status: GrantStatus;
}

/**
 * The response only repeats the request, so that the result is read.
 * @throws UnavailableError naming those who still have the grant
 */
function requireNone(unwanted: readonly Grant[], present: readonly Grant[]): void {
  const gone = new Set(missingOf(unwanted, present));
  const left = unwanted.filter((grant) => !gone.has(grant));
  if (left.length === 0) return;
  const message = `the server said that it was done, but it still names ${namesOf(left)}: run again`;
  throw new UnavailableError(message);
}
