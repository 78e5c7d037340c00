import type { NodeState } from "../../domain";
import { UNKNOWN_PRICE, UNLISTABLE, type Listing } from "../../listing";
import type { Connection } from "../connection";
import { readTrees, type Trees } from "../snapshot/trees";

/** Nodes of a tree that weigh as much as a single read. */
const PER_REQUEST = 25;

/** By the org's trees. Its two topmost nodes are left out: no tree tells what is above them. */
export async function listNodes(
  connection: Connection,
  oid: string,
  budget: number,
): Promise<Listing<NodeState>> {
  const trees = await treesWithin(connection, oid, budget, false);
  if ("price" in trees) return trees;
  const states = new Map<string, NodeState>();
  for (const {
    id,
    uid,
    nodeId,
    name,
    description,
    parent,
    acceptsMembers,
  } of trees.nodes.values()) {
    if (parent === undefined) continue;
    const state = { id, uid, nodeId, name, description, parent };
    states.set(id, { ...state, ...(acceptsMembers !== undefined && { acceptsMembers }) });
  }
  return states;
}

export async function listNodeMembers(
  connection: Connection,
  oid: string,
  budget: number,
): Promise<Listing<readonly string[]>> {
  const trees = await treesWithin(connection, oid, budget, true);
  if ("price" in trees) return trees;
  return new Map([...trees.nodes.keys()].map((id) => [id, trees.members.get(id) ?? []]));
}

/** How large a tree is shows only when it is there: then the next one has a price. */
async function treesWithin(
  connection: Connection,
  oid: string,
  budget: number,
  users: boolean,
): Promise<Trees | { readonly price: number }> {
  const size = connection.sizes.get(oid);
  const price = size === undefined ? UNKNOWN_PRICE : Math.max(1, Math.floor(size / PER_REQUEST));
  if (price > budget) return { price };
  const trees = await readTrees(connection, oid, users);
  return trees ?? UNLISTABLE;
}
