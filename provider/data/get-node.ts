import { findNode, type NodeData, type NodeQuery } from "../queries/node";
import { dataSession, type DataSettings } from "./session";

export type { NodeData, NodeQuery };
export type { OrgId } from "../queries/node";

/**
 * Looks up a node that this program does not declare, in previews too. A path costs a request for each
 * node along it.
 *
 * @param settings another connection than the stack's
 * @throws NotFoundError where there is none; ConflictError, naming the ids, where a path leads to several
 *
 * @example
 * ```ts
 * const platform = await getNode({ org: acme, path: "Engineering/Platform" });
 * new Node("tools", { org: acme.id, kind: "department", parent: platform.id, name: "Tools" });
 * ```
 */
export async function getNode(query: NodeQuery, settings?: DataSettings): Promise<NodeData> {
  return findNode(await dataSession(settings), query);
}
