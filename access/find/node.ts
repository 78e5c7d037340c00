import type { AccessGraph, Node } from "../graph";
import { isRoot, nodeNames } from "../node-path";
import { type Spelled, finder } from "./spelling";

/**
 * The nodes that a text means: an id, `<org>/<kind>` for a root, the names from the top of the org down
 * (`Engineering/Platform`, `Acme/Engineering/Platform`), or the last of them.
 */
export const findNode = finder((graph) =>
  [...graph.nodes.values()].map((node) => spelled(graph, node)),
);

function spelled(graph: AccessGraph, node: Node): Spelled {
  const { id, org, kind } = node;
  const [orgName = org, ...names] = nodeNames(graph, id);
  const path = [orgName, ...names].join("/");
  if (isRoot(node)) return { id, path, ways: [[id], [`${org}/${kind}`], [path]] };
  const fromTop = [names.join("/"), path, [org, ...names].join("/")];
  const tails = names.map((_, i) => names.slice(i).join("/"));
  return { id, path, ways: [[id], [], fromTop, tails] };
}
