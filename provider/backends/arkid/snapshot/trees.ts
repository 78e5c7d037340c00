import type { NodeKind } from "../../domain";
import type { ListedNode } from "../../snapshot";
import { isForbidden, isNotFound, type NodeInfo, type Tree } from "../../../../sdk";
import { isAutoCreatedGroup } from "../auto-created-groups";
import type { Connection } from "../connection";
import { unless } from "../../kit/unless";

/** The nodes of an org as its trees tell of them. */
export interface Trees {
  readonly nodes: Map<string, ListedNode>;
  /** Usernames by node id; only where asked for. */
  readonly members: Map<string, string[]>;
}

type Roots = Readonly<Record<NodeKind, string>>;

/**
 * Two requests: the roots of roles, labels and the like lie below the groups'. One that somebody has
 * put elsewhere is asked for by itself; one that somebody has deleted holds nothing.
 *
 * @returns `undefined` for whom the server refuses trees, or cuts them to what he manages without
 *   saying so (ARKID.md 22): all but system administrators
 */
export async function readTrees(
  connection: Connection,
  oid: string,
  users: boolean,
): Promise<Trees | undefined> {
  if (!(await connection.caller()).isAdmin) return undefined;
  const roots = await connection.rootsOf(oid);
  const found: Trees = { nodes: new Map(), members: new Map() };
  const read = async (id: string) => {
    const tree = await connection.client.node.tree(id, { users }).catch(unless(isNotFound));
    if (tree) collect(tree, roots, found);
  };
  try {
    await Promise.all([read(roots.department), read(roots.group)]);
    await Promise.all(
      Object.values(roots)
        .filter((id) => !found.nodes.has(id))
        .map(read),
    );
  } catch (error) {
    if (isForbidden(error)) return undefined;
    throw error;
  }
  connection.sizes.set(oid, found.nodes.size);
  return found;
}

/** A node of a listing; `above` is the one that it was listed under. */
export function toListed(info: NodeInfo, roots: Roots, above?: ListedNode): ListedNode {
  const { nodeUid: id, uid, name, remark, acceptUser } = info;
  const ofRoot = kindOfRoot(roots, id);
  const kind = ofRoot ?? above?.kind ?? "department";
  return {
    ...{ id, uid, kind, name, description: remark },
    nodeId: String(info.deptId ?? info.groupId),
    parent: above?.id,
    builtIn: ofRoot !== undefined || (kind === "manager" && isAutoCreatedGroup(info)),
    ...(acceptUser !== undefined && { acceptsMembers: acceptUser }),
  };
}

const kindOfRoot = (roots: Roots, id: string) =>
  (Object.keys(roots) as NodeKind[]).find((kind) => roots[kind] === id);

/** Without recursion: a tree may be as deep as its makers liked. */
function collect(root: Tree, roots: Roots, { nodes, members }: Trees): void {
  const stack: { tree: Tree; above?: ListedNode }[] = [{ tree: root }];
  for (let next = stack.pop(); next; next = stack.pop()) {
    const { tree, above } = next;
    const node = toListed(tree.info, roots, above);
    nodes.set(node.id, node);
    if (tree.users && tree.users.length > 0) members.set(node.id, namesOf(node.id, tree.users));
    stack.push(...tree.nodes.toReversed().map((below) => ({ tree: below, above: node })));
  }
}

/** In the order of the members' own listing: a group's by user id (ARKID.md 24). */
function namesOf(id: string, users: NonNullable<Tree["users"]>): string[] {
  const sorted = id.startsWith("g_") ? users.toSorted((a, b) => a.userId - b.userId) : users;
  return sorted.map(({ username }) => username);
}
