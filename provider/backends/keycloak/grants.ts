import type { GrantCollection, Ref } from "../backend";
import type { Grant } from "../domain";
import { InvalidError, UnavailableError } from "../errors";
import { isNotFound } from "../../../sdk";
import type { Holder, Role } from "../../../sdk/keycloak";
import { all, TRIES } from "../kit/all";
import { unless } from "../kit/unless";
import type { Connection } from "./connection";
import { REPEATABLE } from "./writes";

/** Who has a role directly. A group's role is that of all below it; nobody can be denied one. */
export function grants(connection: Connection): GrantCollection {
  const { client, people } = connection;

  /** @param effects a denial is asked for in vain */
  const list = async ({ id }: Ref, effects: readonly Grant["effect"][] = ["allow"]) => {
    if (!effects.includes("allow")) return [];
    // Its holders are asked for by its name, which somebody may change meanwhile.
    for (let tries = 1; ; tries++) {
      const role = await client.roles.get(id);
      const found = await holdersOf(connection, role).catch(unless(isNotFound));
      if (found !== undefined) return found;
      if (tries < TRIES) continue;
      throw new UnavailableError(`the server has a role "${role.name}", and none of its holders`);
    }
  };

  return {
    list,

    async change({ id }, { add, remove }) {
      if (add.length + remove.length === 0) return;
      const role = await client.roles.get(id);
      // Unknown names fail before anything is removed.
      const ids = await people.requireIdsOf(usernamesIn(add));
      await Promise.all(add.map((grant) => give(connection, role, holderOf(grant, ids))));
      const known = await people.idsOf(usernamesIn(remove));
      const holders = remove.map((grant) => holderOf(grant, known)).filter(({ id }) => id !== "");
      await Promise.all(holders.map((holder) => take(connection, role, holder)));
    },
  };
}

async function holdersOf(connection: Connection, role: Role): Promise<Grant[]> {
  const [users, groups] = await Promise.all([
    usersOf(connection, role),
    all(connection.client.roles.groups(role.name, clientOf(role))),
  ]);
  const nodes = groups.map((group): Grant => ({ kind: "node", id: group.id, effect: "allow" }));
  return [...users, ...nodes];
}

const usernamesIn = (grants: readonly Grant[]) =>
  grants.filter(({ kind }) => kind === "user").map(({ id }) => id);

function holderOf({ kind, id }: Grant, ids: ReadonlyMap<string, string>): Holder {
  return kind === "node" ? { kind: "groups", id } : { kind: "users", id: ids.get(id) ?? "" };
}

/** The client of a role; none where it is the realm's. */
const clientOf = ({ clientRole, containerId }: Role) => (clientRole ? containerId : undefined);

/** Service accounts too: they are people to the server, and may have the role. */
export async function usersOf(connection: Connection, role: Role): Promise<Grant[]> {
  const { client, people } = connection;
  const users = await all(client.roles.users(role.name, clientOf(role)));
  if (users.length === 0) await connection.requireSight("users");
  return people.remember(users).map((id): Grant => ({ kind: "user", id, effect: "allow" }));
}

async function give({ client }: Connection, role: Role, holder: Holder): Promise<void> {
  try {
    await client.roles.give(holder, [role], clientOf(role), REPEATABLE);
  } catch (error) {
    if (!isNotFound(error) || holder.kind !== "groups") throw error;
    throw new InvalidError(`there is no node ${holder.id}`, "nodes", { cause: error });
  }
}

const take = ({ client }: Connection, role: Role, holder: Holder): Promise<void> =>
  client.roles.take(holder, [role], clientOf(role), REPEATABLE).catch(unless(isNotFound));
