import { nodeKinds, type NodeKind } from "../domain";
import { InvalidError } from "../errors";
import { parseRootId, type Place } from "../domain/root-id";
import { isNotFound } from "../../../sdk";
import { requireFitting } from "../kit/places";
import type { Connection } from "./connection";

/**
 * The kind of a node of this org; `undefined` for one elsewhere. A uid is unique over all orgs, the
 * API creates a node below any other, and no response names a node's org or kind: both are found by
 * walking up to a root.
 *
 * @throws NotFoundError of the SDK when the node does not exist
 */
export async function kindIn(
  { client, places, rootsOf }: Connection,
  org: string,
  id: string,
): Promise<NodeKind | undefined> {
  const roots = await rootsOf(org);
  const rootAt = (at: string): Place | undefined => {
    const kind = nodeKinds.find((one) => roots[one] === at);
    return kind && { org, kind };
  };
  const above = async (at: string) => (await client.node.get(at)).parentNodeUid ?? undefined;
  const place = await places.find(id, rootAt, above);
  return place?.org === org ? place.kind : undefined;
}

/** The node that `<org>/<kind>` means; another id means itself. */
export async function resolveRoot(connection: Connection, id: string): Promise<string> {
  const root = parseRootId(id);
  return root ? (await connection.rootsOf(root.org))[root.kind] : id;
}

/** In which of the caller's orgs a node is; no response names it. */
export async function placeOf(connection: Connection, id: string): Promise<Place | undefined> {
  for (const { oid } of await connection.client.org.own()) {
    const kind = await kindIn(connection, oid, id);
    if (kind !== undefined) return { org: oid, kind };
  }
  return undefined;
}

/** @throws InvalidError when the parent does not exist, is in another org, or of another kind */
export async function requireParent(
  connection: Connection,
  parent: string,
  child: { readonly org: string; readonly kind?: NodeKind },
): Promise<void> {
  const { org } = child;
  const kind = await kindIn(connection, org, parent).catch((error: unknown) => {
    if (!isNotFound(error)) throw error;
    const message = `there is no node ${parent}, or this account may not see it`;
    throw new InvalidError(message, "parent", { cause: error });
  });
  requireFitting(parent, kind && { org, kind }, child);
}
