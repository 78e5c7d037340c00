import type { ListedNode } from "../../snapshot";
import { isNotFound } from "../../../../sdk";
import { unless } from "../../kit/unless";
import type { AccessScope } from "./access-scope";
import { toListed, type Trees } from "./trees";

type Nodes = Map<string, ListedNode>;
type Roots = Parameters<typeof toListed>[1];

/** The nodes of an org, by trees, or level by level for whom those are refused. */
export async function readNodes(
  sight: AccessScope,
  trees: () => Promise<Trees | undefined>,
): Promise<Nodes> {
  if (!sight.seesOrg) sight.missAsNoOwner("nodes");
  return (await trees())?.nodes ?? (await walk(sight));
}

async function walk(sight: AccessScope): Promise<Nodes> {
  const { client } = sight.connection;
  const roots = await sight.connection.rootsOf(sight.scope);
  const nodes: Nodes = new Map();
  const tops = [roots.department, roots.group].map((id) =>
    sight.glimpse("nodes", () => client.node.get(id).catch(unless(isNotFound)), id),
  );
  let level = (await Promise.all(tops))
    .filter((root) => root !== undefined)
    .map((root) => toListed(root, roots));
  while (level.length > 0) {
    const below = await Promise.all(level.map((node) => openNode(sight, nodes, roots, node)));
    // Each is opened once, also one that is said to be below itself.
    const next = new Map(below.flat().map((node) => [node.id, node]));
    level = [...next.values()].filter(({ id }) => !nodes.has(id));
  }
  return nodes;
}

/** Keeps a node and answers those below it; one that has gone since it was listed is not kept. */
async function openNode(sight: AccessScope, nodes: Nodes, roots: Roots, node: ListedNode) {
  try {
    const list = () => sight.connection.client.node.listChildren(node.id);
    const children = await sight.glimpse("nodes", list, node.id);
    nodes.set(node.id, node);
    return (children ?? []).map((child) => toListed(child, roots, node));
  } catch (error) {
    if (isNotFound(error)) return [];
    throw error;
  }
}
