import { nodeKinds, type NodeKind } from "../domain";
import { InvalidError } from "../errors";
import { parseRootId, type Place } from "../domain/root-id";
import { isNotFound } from "../../../sdk";
import { requireNoCircle } from "../kit/circle";
import type { Connection } from "./connection";

/**
 * Of what kind a node of this org is; `undefined` for one elsewhere. A uid is unique over all orgs,
 * the API lets a node be made below any other, and no answer names a node's org or kind: both are
 * found by walking up to a root. What was learned on the way is remembered.
 *
 * @throws NotFoundError of the SDK when it is not there
 */
export async function kindIn(
  connection: Connection,
  org: string,
  id: string,
): Promise<NodeKind | undefined> {
  const roots = await connection.rootsOf(org);
  const passed: string[] = [];
  for (let at: string | null = id; at !== null; at = await above(connection, at)) {
    const place = rootAt(org, roots, at) ?? connection.placeOf(at);
    if (place !== undefined && place.org !== org) return undefined;
    if (place !== undefined) {
      for (const below of passed) connection.knowPlace(below, place);
      return place.kind;
    }
    requireNoCircle(passed, at);
    passed.push(at);
  }
  return undefined;
}

/** The node that `<org>/<kind>` means; another id means itself. */
export async function resolveRoot(connection: Connection, id: string): Promise<string> {
  const root = parseRootId(id);
  return root ? (await connection.rootsOf(root.org))[root.kind] : id;
}

/** In which of the caller's orgs a node is: no answer names it. */
export async function placeOf(connection: Connection, id: string): Promise<Place | undefined> {
  for (const { oid } of await connection.client.org.own()) {
    const kind = await kindIn(connection, oid, id);
    if (kind !== undefined) return { org: oid, kind };
  }
  return undefined;
}

function rootAt(org: string, roots: Record<NodeKind, string>, id: string): Place | undefined {
  const kind = nodeKinds.find((one) => roots[one] === id);
  return kind && { org, kind };
}

async function above({ client }: Connection, id: string): Promise<string | null> {
  return (await client.node.get(id)).parentNodeUid;
}

/**
 * @param kind what goes below the parent, where that is known
 * @throws InvalidError when the parent is not there, in another org, or of another kind
 */
export async function requireParent(
  connection: Connection,
  parent: string,
  { org, kind }: { org: string; kind?: NodeKind },
): Promise<void> {
  const found = await kindIn(connection, org, parent).catch((error: unknown) => {
    if (!isNotFound(error)) throw error;
    const message = `there is no node ${parent}, or this account may not see it`;
    throw new InvalidError(message, "parent", { cause: error });
  });
  if (found === undefined) {
    const message = `${parent} is not in org ${org}: give a node of the same org`;
    throw new InvalidError(message, "parent");
  }
  if (kind === undefined || kind === found) return;
  throw new InvalidError(`${parent} is a ${found}: a ${kind} goes below a ${kind}`, "parent");
}
