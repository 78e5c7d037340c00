import type { AccessGraph, Node } from "./graph";
import { GraphIndex } from "./graph-index";

/**
 * The names from the org down to a node, without the root's: `["Acme", "Engineering", "Platform"]`. The root
 * of departments goes by the org's name, another one by that and its kind.
 */
export function nodeNames(graph: AccessGraph, id: string): readonly string[] {
  const node = graph.nodes.get(id);
  if (!node) return [id];
  const org = graph.orgs.get(node.org)?.name ?? node.org;
  if (isRoot(node)) return node.kind === "department" ? [org] : [org, node.kind];
  const above = GraphIndex.of(graph)
    .chain(id)
    .flatMap((one) => graph.nodes.get(one) ?? []);
  const names = above.filter((one) => !isRoot(one)).map(({ name }) => name);
  return [org, ...names.reverse()];
}

/** Where a node is, as people write it: `Acme/Engineering/Platform`; the id of one that is unknown. */
export const nodePath = (graph: AccessGraph, id: string): string => nodeNames(graph, id).join("/");

/** Whether it is the top of its kind in an org, whose name is nothing to people. */
export const isRoot = ({ parent, isRoot }: Node): boolean =>
  isRoot === true || parent === undefined;
