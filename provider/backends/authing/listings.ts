import type { MemberFields, NodeState, PermState, UserState } from "../domain";
import {
  priceOfTree,
  UNKNOWN_PRICE,
  UNLISTABLE,
  type Listable,
  type ListablePart,
  type Listing,
  type Price,
} from "../listing";
import type { Connection } from "./connection";
import { rolesOf, scopesWithPerms, toState as toPerm } from "./perms";
import { toState as toNode } from "./nodes";
import { NOTHING } from "./org-members";
import { opened } from "../kit/paged";
import { readMembers, readNodes, type Members } from "./snapshot/nodes";
import { toState as toUser } from "./users";

type List<State> = (
  connection: Connection,
  scope: string,
  budget: number,
) => Promise<Listing<State>>;

/** People in one page. */
const PAGE = 50;

/** Without apps: each needs further requests anyway, so that a listing saves none. */
const listings: { readonly [P in ListablePart]?: List<Listable[P]> } = {
  users: listUsers,
  nodes: listNodes,
  nodeMembers: (connection, org, budget) =>
    ofMembers(connection, { org, budget }, ({ byNode }) => new Map(byNode)),
  orgMembers: (connection, org, budget) =>
    ofMembers(
      connection,
      { org, budget },
      ({ all }) => new Map(all.map((name): [string, MemberFields] => [name, NOTHING])),
    ),
  perms: listPerms,
};

/** Listings that replace single reads. */
export async function list<P extends ListablePart>(
  connection: Connection,
  part: P,
  scope: string,
  budget: number,
): Promise<Listing<Listable[P]>> {
  return (await listings[part]?.(connection, scope, budget)) ?? UNLISTABLE;
}

/** The first page shows how many there are; who is missed between pages is read alone. */
async function listUsers(
  { client, people }: Connection,
  _scope: string,
  budget: number,
): Promise<Listing<UserState>> {
  const { price, all } = await opened(client.users.list());
  if (price > budget) return { price };
  const users = await all();
  people.remember(users);
  return new Map(users.map(toUser).map((user) => [user.id, user]));
}

/**
 * By the org's tree, whose size is known only once it is read. Its root is left out: it has no
 * parent.
 */
async function listNodes(
  connection: Connection,
  org: string,
  budget: number,
): Promise<Listing<NodeState>> {
  const price = priceOfTree(connection.sizes.get(org));
  if (price > budget) return { price };
  const all = await connection.client.departments.all(org);
  connection.sizes.set(org, all.length);
  return new Map(all.filter(isBelow).map((one) => [one.departmentId, toNode(one)]));
}

const isBelow = ({ parentDepartmentId }: { readonly parentDepartmentId?: string }) =>
  Boolean(parentDepartmentId);

/** The tree and its people, whose number is known only once they are read. */
async function ofMembers<State>(
  connection: Connection,
  { org, budget }: { readonly org: string; readonly budget: number },
  toListing: (members: Members) => ReadonlyMap<string, State>,
): Promise<ReadonlyMap<string, State> | Price> {
  const known = connection.crowds.get(org);
  const price = known === undefined ? UNKNOWN_PRICE : 2 + Math.ceil(known / PAGE);
  if (price > budget) return { price };
  const members = await readMembers(connection, await readNodes(connection, org));
  connection.crowds.set(org, members.all.length);
  return toListing(members);
}

/** The namespaces, then the roles of each. */
async function listPerms(
  connection: Connection,
  _scope: string,
  budget: number,
): Promise<Listing<PermState>> {
  const scopes = await scopesWithPerms(connection);
  const price = 1 + scopes.length;
  if (price > budget) return { price };
  const perms = await Promise.all(
    scopes.map(async (scope) =>
      (await rolesOf(connection, scope)).map((role) => toPerm(scope, role)),
    ),
  );
  return new Map(perms.flat().map((perm) => [perm.id, perm]));
}
