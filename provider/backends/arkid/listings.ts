import type { MemberFields, UserState } from "../domain";
import { opened, paged } from "../kit/paged";
import {
  isListed,
  priceOfTree,
  UNLISTABLE,
  type Listable,
  type ListablePart,
  type Listing,
  type Price,
} from "../listing";
import { toState as toApp } from "./apps";
import type { Connection } from "./connection";
import { existingUsers, knowExisting } from "./existing-people";
import { toFields } from "./org-members";
import { toState as toPerm } from "./perms";
import { readTrees, usernamesIn, type Trees } from "./snapshot/nodes";
import { toState as toUser } from "./users";

type Read<State> = (
  connection: Connection,
  scope: string,
  budget: number,
) => Promise<Listing<State>>;

const listings: { readonly [P in ListablePart]: Read<Listable[P]> } = {
  users: listUsers,
  nodes: listNodes,
  nodeMembers: listNodeMembers,
  orgMembers: listOrgMembers,
  // Apps of every org (ARKID.md 34), as single reads find them too.
  apps: ({ client }, org, budget) =>
    paged(client.app.list(org), budget, (app) => [app.uid, toApp(app)]),
  // Perms of every scope.
  perms: ({ client }, _scope, budget) =>
    paged(client.perm.list(), budget, (perm) => [perm.uid, toPerm(perm)]),
};

/**
 * Listings that replace single reads. Only system administrators can list all; others read one by
 * one: a walk through all levels is never cheaper than reading the wanted nodes.
 */
export async function list<P extends ListablePart>(
  connection: Connection,
  part: P,
  scope: string,
  budget: number,
): Promise<Listing<Listable[P]>> {
  if (!(await connection.caller()).isAdmin) return UNLISTABLE;
  return listings[part](connection, scope, budget);
}

/** Everybody but `admin`, whom the server never lists. */
async function listUsers(
  connection: Connection,
  _scope: string,
  budget: number,
): Promise<Listing<UserState>> {
  const list = connection.client.user.list();
  const people = await paged(list, budget, (user) => [user.username, toUser(user)]);
  if (isListed(people)) {
    const numbers = [...people.values()].map(({ userId }) => Number(userId));
    void knowExisting(connection, Promise.resolve(new Set(numbers)));
  }
  return people;
}

/** By the org's trees. The two topmost nodes are left out: no tree has their parents. */
async function listNodes(
  connection: Connection,
  oid: string,
  budget: number,
): Promise<Listing<Listable["nodes"]>> {
  const trees = await treesWithin(connection, oid, budget, false);
  if ("price" in trees) return trees;
  const states = new Map<string, Listable["nodes"]>();
  for (const {
    kind: _,
    builtIn: _made,
    managerGroup: __,
    parent,
    ...node
  } of trees.nodes.values()) {
    if (parent !== undefined) states.set(node.id, { ...node, parent });
  }
  return states;
}

async function listNodeMembers(
  connection: Connection,
  oid: string,
  budget: number,
): Promise<Listing<Listable["nodeMembers"]>> {
  const trees = await treesWithin(connection, oid, budget, true);
  if ("price" in trees) return trees;
  return new Map([...trees.nodes.keys()].map((id) => [id, usernamesIn(trees, id)]));
}

async function treesWithin(
  connection: Connection,
  oid: string,
  budget: number,
  users: boolean,
): Promise<Trees | Price> {
  const price = priceOfTree(connection.sizes.get(oid));
  if (price > budget) return { price };
  return (await readTrees(connection, oid, users)) ?? UNLISTABLE;
}

/**
 * What an org keeps of its members. The row of a deleted person looks like any other (ARKID.md 10):
 * the existing people are listed too, and are part of the price until they are known.
 */
async function listOrgMembers(
  connection: Connection,
  oid: string,
  budget: number,
): Promise<Listing<MemberFields>> {
  const lists = [
    opened(connection.client.org.listMembers(oid)),
    existingUsers(connection),
  ] as const;
  const [rows, people] = await Promise.all(lists);
  const price = rows.price + people.price;
  if (price > budget) return { price };
  const [members, alive] = await Promise.all([rows.all(), people.all()]);
  const found = members.filter(({ userId }) => alive.has(userId));
  return new Map(found.map((member) => [member.username, toFields(member)]));
}
