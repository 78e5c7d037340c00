import type { MemberFields, NodeState, UserState } from "../domain";
import { UNLISTABLE, type Listable, type ListablePart, type Listing } from "../listing";
import { LARGEST_PAGE, type PagedList } from "../../../sdk/keycloak";
import { allClients, toState as toApp } from "./apps";
import type { Connection } from "./connection";
import { isBuiltInClient } from "./ids";
import { toState as toNode } from "./nodes";
import { NOTHING } from "./org-members";
import { rolesOf, toState as toPerm } from "./perms";
import { toState as toUser } from "./users";
import { readAll } from "./whole";

type List<State> = (connection: Connection, budget: number) => Promise<Listing<State>>;

const listings: { readonly [P in ListablePart]?: List<Listable[P]> } = {
  users: listUsers,
  nodes: listNodes,
  nodeMembers: ({ memberships }, budget) => memberships.list(budget),
  orgMembers: async (connection, budget) => {
    const users = await listUsers(connection, budget);
    return "price" in users
      ? users
      : new Map([...users.keys()].map((name): [string, MemberFields] => [name, NOTHING]));
  },
  apps: async (connection, budget) =>
    budget < 1
      ? { price: 1 }
      : new Map((await allClients(connection)).map((one) => [one.id, toApp(one)])),
  perms: listPerms,
};

/** Listings that replace single reads. */
export async function list<P extends ListablePart>(
  connection: Connection,
  part: P,
  budget: number,
): Promise<Listing<Listable[P]>> {
  return (await listings[part]?.(connection, budget)) ?? UNLISTABLE;
}

/** The count comes first, and is asked for again once all is listed. */
async function whole<Row>(
  list: PagedList<Row>,
  count: () => Promise<number>,
  budget: number,
): Promise<readonly Row[] | { readonly price: number }> {
  const price = 2 + Math.max(1, Math.ceil((await count()) / LARGEST_PAGE));
  return price > budget ? { price } : readAll(list, count);
}

async function listUsers(connection: Connection, budget: number): Promise<Listing<UserState>> {
  const { client, people } = connection;
  const users = await whole(client.users.list(), () => client.users.count(), budget);
  if ("price" in users) return users;
  people.remember(users);
  return new Map(users.map(toUser).map((user) => [user.id, user]));
}

async function listNodes(connection: Connection, budget: number): Promise<Listing<NodeState>> {
  const { groups } = connection.client;
  const all = await whole(groups.list(), () => groups.count(), budget);
  if ("price" in all) return all;
  return new Map(all.map((group) => [group.id, toNode(connection, group)]));
}

/** The realm's roles, and those of each app. */
async function listPerms(
  connection: Connection,
  budget: number,
): Promise<Listing<Listable["perms"]>> {
  const clients = await allClients(connection);
  const scopes = clients.filter((one) => !isBuiltInClient(one)).map(({ id }) => id);
  const price = 2 + scopes.length;
  if (price > budget) return { price };
  const roles = await Promise.all(
    [connection.realm, ...scopes].map((scope) => rolesOf(connection, scope)),
  );
  return new Map(roles.flat().map((role) => [role.id, toPerm(connection, role)]));
}
