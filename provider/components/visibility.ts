import type { Node, NodeArgs } from "../resources/node";
import type { NodeRef } from "../resources/refs";
import type { NodeVisibility } from "./org-tree-args";
import { TreeError } from "./tree/tree-error";
import type { PlannedNode } from "./tree/planned";

type Visibility = Readonly<Record<string, NodeVisibility>>;

/**
 * The nodes of a tree, each after its parent and after those that it is visible to by key.
 * @throws TreeError for nodes that wait for one another
 */
export function inOrder(nodes: readonly PlannedNode[], visibility: Visibility = {}): PlannedNode[] {
  const byKey = new Map(nodes.map((node) => [node.key, node]));
  const ordered = new Set<PlannedNode>();
  const add = (node: PlannedNode, waiting: readonly PlannedNode[]): void => {
    if (ordered.has(node)) return;
    if (waiting.includes(node)) throw circle([...waiting, node]);
    const before = [node.parent, ...namesIn(visibility[node.key])];
    for (const key of before) {
      const other = byKey.get(key ?? "");
      if (other !== undefined) add(other, [...waiting, node]);
    }
    ordered.add(node);
  };
  for (const node of nodes) add(node, []);
  return [...ordered];
}

const namesIn = ({ visibleToNodes = [] }: NodeVisibility = {}) =>
  visibleToNodes.filter((one) => typeof one === "string");

const circle = (nodes: readonly PlannedNode[]) =>
  new TreeError([
    `visibility: ${nodes.map(({ key }) => key).join(", ")} wait for one another, since a node is made after its parent and after those that it is visible to: name one by its id`,
  ]);

/** Who may see a node, as its resource takes it. */
export function visibilityOf(
  key: string,
  made: ReadonlyMap<string, Node>,
  visibility: Visibility = {},
): Pick<NodeArgs, "visibility" | "visibleToNodes" | "visibleToUsers"> {
  const { visibleToNodes, ...rest } = (Object.hasOwn(visibility, key) && visibility[key]) || {};
  const node = (ref: NodeRef) => (typeof ref === "string" ? (made.get(ref) ?? ref) : ref);
  return { ...rest, ...(visibleToNodes && { visibleToNodes: visibleToNodes.map(node) }) };
}

/**
 * @throws TreeError for a key that no node of the tree has
 */
export function requireKnownNodes(
  nodes: readonly PlannedNode[],
  visibility: Readonly<Record<string, unknown>> = {},
): void {
  const keys = new Set(nodes.map(({ key }) => key));
  const unknown = Object.keys(visibility).filter((key) => !keys.has(key));
  if (unknown.length === 0) return;
  throw new TreeError([`visibility names ${unknown.join(", ")}, and the tree has no such node`]);
}
