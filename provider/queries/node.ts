import type { NodeKind, NodeState } from "../backends/domain";
import { rootId } from "../backends/domain/root-id";
import type { Session } from "../run/session";
import { only } from "./only";

/** By id; by uid; or by the names from the root of its kind down. */
export type NodeQuery =
  | { readonly id: string }
  | { readonly org: OrgId; readonly uid: string; readonly kind?: NodeKind }
  | {
      readonly org: OrgId;
      /** `Engineering/Platform`, or a list of names where one has a slash in it. */
      readonly path: string | readonly string[];
      /** @default "department" */
      readonly kind?: NodeKind;
    };

/** An org's id, or what `getOrg` returned. */
export type OrgId = string | { readonly id: string };

/** An existing node. */
export interface NodeData {
  readonly id: string;
  readonly uid: string;
  readonly name: string;
  readonly description: string;
  /** Id of the node above. */
  readonly parentUid: string;
}

/**
 * Looks up one that no resource declares.
 * @throws NotFoundError where there is none; ConflictError, naming the ids, where a path leads to several
 */
export async function findNode(session: Session, query: NodeQuery): Promise<NodeData> {
  const { nodes } = session.backend;
  if ("id" in query) return toData(await nodes.get({ id: await nodes.resolve(query.id) }));
  const org = typeof query.org === "string" ? query.org : query.org.id;
  const { kind = "department" } = query;
  if ("uid" in query) {
    const found = await nodes.find({ org, kind, uid: query.uid });
    return toData(only(`${kind} "${query.uid}"`, found));
  }
  const names = typeof query.path === "string" ? query.path.split("/") : query.path;
  const found = await at(session, { org, kind }, names);
  const { id } = only(`${kind} "${names.join("/")}"`, found);
  return toData(await nodes.get({ org, id }));
}

/** All nodes at the end of a path: names may repeat. */
async function at(
  { backend: { nodes } }: Session,
  place: { org: string; kind: NodeKind },
  names: readonly string[],
): Promise<{ id: string }[]> {
  let reached = [{ id: await nodes.resolve(rootId(place)) }];
  for (const name of names) {
    const below = await Promise.all(
      reached.map(({ id }) => nodes.children({ org: place.org, id })),
    );
    reached = below.flat().filter((child) => child.name === name);
  }
  return reached;
}

function toData({ id, uid, name, description, parent }: NodeState): NodeData {
  return { id, uid, name, description, parentUid: parent };
}
