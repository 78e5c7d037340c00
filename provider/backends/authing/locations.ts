import type { Content, Ref } from "../backend";
import { InvalidError, NotFoundError } from "../errors";
import { nodeKinds, type NodeKind } from "../domain";
import { parseRootId, type Place } from "../domain/root-id";
import { isNotFound } from "../../../sdk";
import type { Department } from "../../../sdk/authing";
import { all } from "../kit/all";
import { requireFitting } from "../kit/places";
import { unless } from "../kit/unless";
import type { Connection } from "./connection";
import { nameOf } from "./people";

/**
 * The node that `<org>/<kind>` means; another id, and a root that does not exist yet, mean
 * themselves.
 */
export async function resolveRoot(connection: Connection, id: string): Promise<string> {
  const root = parseRootId(id);
  return root ? ((await connection.rootsOf(root.org))[root.kind] ?? id) : id;
}

/** @throws NotFoundError for a root that does not exist yet; the SDK's for another node */
export async function read(connection: Connection, { org, id }: Ref): Promise<Department> {
  const resolved = await resolveRoot(connection, id);
  if (parseRootId(resolved)) throw new NotFoundError(`${id} has no nodes yet`);
  const { departments } = connection.client;
  return org === undefined
    ? departments.getById(resolved)
    : departments.get(keyOf({ org, id: resolved }));
}

/** The node with its org. */
export async function locate(connection: Connection, { org, id }: Ref): Promise<Located> {
  const known = org ?? parseRootId(id)?.org ?? connection.places.get(id)?.org;
  const resolved = await resolveRoot(connection, id);
  if (known !== undefined && !parseRootId(resolved)) return { org: known, id: resolved };
  const { organizationCode, departmentId } = await read(connection, { id });
  return { org: organizationCode, id: departmentId };
}

/** The kind of a node: that of its root, which is found by walking up. */
export async function kindOf(
  { client, places, rootsOf }: Connection,
  node: Department,
): Promise<NodeKind> {
  const org = node.organizationCode;
  const roots = await rootsOf(org);
  const rootAt = (id: string): Place | undefined => {
    const kind = nodeKinds.find((one) => roots[one] === id);
    return kind && { org, kind };
  };
  const read = (id: string) => client.departments.get(keyOf({ org, id }));
  const above = async (id: string) =>
    (id === node.departmentId ? node : await read(id)).parentDepartmentId;
  return (await places.find(node.departmentId, rootAt, above))?.kind ?? "department";
}

/** In which org a node is, and of what kind. */
export async function placeOf(connection: Connection, id: string): Promise<Place> {
  const known = connection.places.get(id);
  if (known) return known;
  const node = await read(connection, { id });
  return { org: node.organizationCode, kind: await kindOf(connection, node) };
}

/** @throws InvalidError when the parent does not exist, is in another org, or of another kind */
export async function requireParent(
  connection: Connection,
  parent: string,
  child: Place,
): Promise<void> {
  const place = await placeOf(connection, parent).catch(unless(isNotFound));
  if (place === undefined) throw new InvalidError(`there is no node ${parent}`, "parent");
  requireFitting(parent, place, child);
}

/** A node whose org is known. */
export interface Located {
  readonly org: string;
  readonly id: string;
}

/** As the server addresses it. */
export const keyOf = ({ org, id }: Located) => ({ organizationCode: org, departmentId: id });

/** The nodes directly below. */
export async function childrenOf({ client }: Connection, node: Located): Promise<Content[]> {
  const children = await client.departments.children(keyOf(node));
  return children.map(({ departmentId: id, name }) => ({ kind: "node", id, name }));
}

/** The direct members of a node. */
export async function membersIn({ client, people }: Connection, node: Located): Promise<Content[]> {
  const users = await all(client.departments.members(keyOf(node)));
  people.remember(users);
  return users.map((user) => ({
    ...{ kind: "member", id: nameOf(user), name: user.name || nameOf(user) },
  }));
}
