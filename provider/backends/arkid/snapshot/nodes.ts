import type { NodeKind } from "../../domain";
import type { ListedNode } from "../../snapshot";
import {
  isForbidden,
  isNotFound,
  type MemberInfo,
  type NodeInfo,
  type Tree,
} from "../../../../sdk";
import { all } from "../../kit/all";
import { unless } from "../../kit/unless";
import { isAutoCreatedGroup } from "../auto-created-groups";
import type { Connection } from "../connection";
import { toManagerGroup } from "../node-access";
import type { AccessScope } from "./access-scope";

type Nodes = Map<string, ListedNode>;
type Roots = Readonly<Record<NodeKind, string>>;

/** The nodes of an org, by trees, or level by level for callers who may not read trees. */
export async function readNodes(
  access: AccessScope,
  trees: () => Promise<Trees | undefined>,
): Promise<Nodes> {
  if (!access.seesOrg) access.missAsNoOwner("nodes");
  return (await trees())?.nodes ?? (await walk(access));
}

async function walk(access: AccessScope): Promise<Nodes> {
  const { client } = access.connection;
  const roots = await access.connection.rootsOf(access.scope);
  const nodes: Nodes = new Map();
  const tops = [roots.department, roots.group].map((id) =>
    access.readIfAllowed("nodes", () => client.node.get(id).catch(unless(isNotFound)), id),
  );
  let level = (await Promise.all(tops))
    .filter((root) => root !== undefined)
    .map((root) => toListed(root, roots));
  while (level.length > 0) {
    const below = await Promise.all(level.map((node) => openNode(access, nodes, roots, node)));
    // Each is opened once, also in a cycle.
    const next = new Map(below.flat().map((node) => [node.id, node]));
    level = [...next.values()].filter(({ id }) => !nodes.has(id));
  }
  return nodes;
}

/** Adds a node and returns those below it; one that is gone since it was listed is left out. */
async function openNode(access: AccessScope, nodes: Nodes, roots: Roots, node: ListedNode) {
  try {
    const list = () => access.connection.client.node.listChildren(node.id);
    const children = await access.readIfAllowed("nodes", list, node.id);
    nodes.set(node.id, node);
    return (children ?? []).map((child) => toListed(child, roots, node));
  } catch (error) {
    if (isNotFound(error)) return [];
    throw error;
  }
}

/** Usernames by node id, and what those are called: by trees, or node by node for callers who may not read trees. */
export async function readNodeMembers(
  access: AccessScope,
  trees: () => Promise<Trees | undefined>,
  nodes: () => Promise<Map<string, ListedNode>>,
  names: Map<string, string>,
): Promise<Map<string, readonly string[]>> {
  if (!access.seesOrg) access.missAsNoOwner("nodeMembers");
  const ofTrees = await trees();
  const remember = (people: readonly MemberInfo[]) =>
    people.map(({ username, name }) => {
      names.set(username, name);
      return username;
    });
  if (ofTrees) {
    return new Map([...ofTrees.members].map(([id, people]) => [id, remember(people)]));
  }
  const { node } = access.connection.client;
  const members = async (id: string) => remember(await all(node.listMembers(id)));
  const lists = [...(await nodes()).keys()].map(async (id) => {
    const list = await access
      .readIfAllowed("nodeMembers", () => members(id), id)
      .catch(unless(isNotFound));
    return [id, list ?? []] as const;
  });
  return new Map((await Promise.all(lists)).filter(([, list]) => list.length > 0));
}

/** The nodes of an org, as its trees have them. */
export interface Trees {
  readonly nodes: Map<string, ListedNode>;
  /** By node id; only where asked for. */
  readonly members: Map<string, MemberInfo[]>;
}

/**
 * Two requests: the roots of roles, labels and the like are below the groups'. One that was moved
 * elsewhere is read by itself; one that was deleted is empty.
 *
 * @returns `undefined` for all but system administrators: the server refuses them trees, or
 * silently cuts these to what they manage (ARKID.md 22)
 */
export async function readTrees(
  connection: Connection,
  oid: string,
  users: boolean,
): Promise<Trees | undefined> {
  if (!(await connection.caller()).isAdmin) return undefined;
  const roots = await connection.rootsOf(oid);
  const found: Trees = { nodes: new Map(), members: new Map() };
  const treeOf = (id: string) =>
    connection.client.node.tree(id, { users }).catch(unless(isNotFound));
  // Whichever comes first, nodes are in the order of their roots.
  const read = async (ids: readonly string[]) => {
    for (const tree of await Promise.all(ids.map(treeOf))) {
      if (tree) collect(tree, roots, found);
    }
  };
  try {
    await read([roots.department, roots.group]);
    await read(Object.values(roots).filter((id) => !found.nodes.has(id)));
  } catch (error) {
    if (isForbidden(error)) return undefined;
    throw error;
  }
  connection.sizes.set(oid, found.nodes.size);
  return found;
}

/** A node of a listing; `above` is the one that it was listed under. */
function toListed(info: NodeInfo, roots: Roots, above?: ListedNode): ListedNode {
  const { nodeUid: id, uid, name, remark, acceptUser, managerGroup } = info;
  const ofRoot = kindOfRoot(roots, id);
  const kind = ofRoot ?? above?.kind ?? "department";
  return {
    ...{ id, uid, kind, name, description: remark },
    nodeId: String(info.deptId ?? info.groupId),
    parent: above?.id,
    builtIn: ofRoot !== undefined || (kind === "manager" && isAutoCreatedGroup(info)),
    ...(acceptUser !== undefined && { acceptsMembers: acceptUser }),
    ...(managerGroup && { managerGroup: toManagerGroup(managerGroup) }),
  };
}

const kindOfRoot = (roots: Roots, id: string) =>
  (Object.keys(roots) as NodeKind[]).find((kind) => roots[kind] === id);

/** Without recursion, since a tree may be very deep. */
function collect(root: Tree, roots: Roots, { nodes, members }: Trees): void {
  const stack: { tree: Tree; above?: ListedNode }[] = [{ tree: root }];
  for (let next = stack.pop(); next; next = stack.pop()) {
    const { tree, above } = next;
    const node = toListed(tree.info, roots, above);
    nodes.set(node.id, node);
    if (tree.users && tree.users.length > 0) members.set(node.id, sorted(node.id, tree.users));
    stack.push(...tree.nodes.toReversed().map((below) => ({ tree: below, above: node })));
  }
}

/** Of those who are directly in a node. */
export const usernamesIn = ({ members }: Trees, id: string): string[] =>
  (members.get(id) ?? []).map(({ username }) => username);

/** In the order of the members' own listing: a group's by user id (ARKID.md 24). */
const sorted = (id: string, users: MemberInfo[]) =>
  id.startsWith("g_") ? users.toSorted((a, b) => a.userId - b.userId) : users;
