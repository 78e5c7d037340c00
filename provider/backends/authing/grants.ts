import { isInvalid, isNotFound } from "../../../sdk";
import type { ApplicationRevocation, RoleTarget } from "../../../sdk/authing";
import type { Collection, Ref } from "../backend";
import { parseAccessId } from "../domain/access-id";
import type { Grant } from "../domain";
import { all } from "../kit/all";
import { missingOf, namesOf, requireAll } from "../kit/grants";
import type { Connection } from "./connection";
import { requireKey, wireKey, type RoleKey } from "./ids";
import { REPEATABLE, writeAndReadBack, writeAndVerify } from "./writes";

/** The grants of one perm on the server, with people by user id. */
interface GrantTable {
  list(): Promise<Grant[]>;
  /** @param remove only existing ones */
  change(add: readonly Target[], remove: readonly Target[]): Promise<void>;
}

/** A grant as the server addresses it. */
interface Target {
  readonly kind: Grant["kind"];
  /** The id of a user or of a department. */
  readonly id: string;
  readonly effect: Grant["effect"];
}

/** Who has a perm: a role, or the use of an app. Own grants only, nothing inherited. */
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
      const subjectOf = ({ kind, id }: Grant) => `${kind} ${id}`;
      const there = new Set(before.map(subjectOf));
      const present = remove.filter((grant) => there.has(subjectOf(grant)));
      const wanted = await targetsOf(connection, add);
      // Unknown names fail before anything is removed; the server skips them silently (AUTHING.md 5).
      if (wanted.length > 0) {
        const isWritten = async () => missingOf(add, await table.list()).length === 0;
        await writeAndVerify(() => table.change(wanted, []), isWritten);
        requireAll(add, await table.list());
      }
      if (present.length === 0) return;
      const gone = await targetsOf(connection, present);
      const isWritten = async () =>
        missingOf(present, await table.list()).length === present.length;
      const what = `take it back from ${namesOf(present)}`;
      await writeAndReadBack(() => table.change([], gone), isWritten, what);
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

const EFFECTS = { allow: "ALLOW", deny: "DENY" } as const;
const SUBJECTS = ["USER", "ORG"] as const;

/** Who may use an app and who is denied it; a department's grant is that of all below it. */
function appAccess({ client, people }: Connection, app: string): GrantTable {
  const { applications } = client;

  const rows = async () => {
    const found: Target[] = [];
    const filter = { targetTypeList: [...SUBJECTS] };
    for (const row of await all(applications.grants(app, filter))) {
      const { targetId: id, targetType, effect } = row;
      // Rows of other subjects (a role, a group, a key) are not managed.
      if (targetType !== "USER" && targetType !== "ORG") continue;
      const kind = targetType === "USER" ? "user" : "node";
      found.push({ kind, id, effect: effect === "DENY" ? "deny" : "allow" });
    }
    return found;
  };

  return {
    async list() {
      const found = await rows();
      const users = found.filter(({ kind }) => kind === "user").map(({ id }) => id);
      const names = await people.namesOf(users);
      return found.map((row): Grant => ({ ...row, id: names.get(row.id) ?? row.id }));
    },

    async change(add, remove) {
      // A subject has one effect: the opposite one is revoked first.
      const others = add.length === 0 ? [] : opposites(add, await rows());
      const gone = [...remove, ...others].map(toSubject);
      if (gone.length > 0) await applications.revoke(app, gone, REPEATABLE);
      const given = add.map((one) => ({
        ...{ ...toSubject(one), effect: EFFECTS[one.effect], inheritByChildren: true },
      }));
      if (given.length > 0) await applications.authorize(app, given, REPEATABLE);
    },
  };
}

function opposites(add: readonly Target[], present: readonly Target[]): Target[] {
  const wanted = new Map(add.map(({ kind, id, effect }) => [`${kind} ${id}`, effect]));
  return present.filter(({ kind, id, effect }) => {
    const other = wanted.get(`${kind} ${id}`);
    return other !== undefined && other !== effect;
  });
}

const toSubject = ({ kind, id }: Target): ApplicationRevocation => ({
  targetType: kind === "user" ? "USER" : "ORG",
  targetIdentifier: [id],
});

/** To whom a role is assigned; nobody can be denied one. */
function roleGrants({ client, people }: Connection, role: RoleKey): GrantTable {
  const { roles } = client;
  const key = wireKey(role);
  return {
    async list() {
      const names = people.remember(await all(roles.members(key)));
      const nodes = await all(roles.departments(key));
      return [
        ...names.map((id): Grant => ({ kind: "user", id, effect: "allow" })),
        ...nodes.map(({ id }): Grant => ({ kind: "node", id, effect: "allow" })),
      ];
    },

    async change(add, remove) {
      if (add.length > 0) await assign(add.map(toRoleTarget));
      if (remove.length > 0) await roles.revoke(key, remove.map(toRoleTarget), REPEATABLE);
    },
  };

  /** The server refuses or skips unknown targets; the list shows who is missing. */
  async function assign(targets: RoleTarget[]): Promise<void> {
    try {
      await roles.assign(key, targets, REPEATABLE);
    } catch (error) {
      if (!isNotFound(error) && !isInvalid(error)) throw error;
      await roles.get(key);
    }
  }
}

const toRoleTarget = ({ kind, id }: Target): RoleTarget => ({
  targetType: kind === "user" ? "USER" : "DEPARTMENT",
  targetIdentifier: id,
});
