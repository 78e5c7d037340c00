import type { Content, Ref } from "../backend";
import type { NodeKind } from "../domain";
import { parseRootId, type Place } from "../domain/root-id";
import { InvalidError, NotFoundError } from "../errors";
import { isNotFound } from "../../../sdk";
import type { Group } from "../../../sdk/keycloak";
import { all } from "../kit/all";
import { requireFitting } from "../kit/places";
import { unless } from "../kit/unless";
import type { Connection } from "./connection";
import { kindOf, saidKind, topOf } from "./ids";
import { nameOf } from "./names";

/** All roots of an org mean the top of its realm; another id means itself. */
export function resolveRoot({ realm }: Connection, id: string): string {
  return parseRootId(id)?.org === realm ? topOf(realm) : id;
}

/** The group above, as the server addresses it: none at the top. */
export const aboveOf = (id: string): string | undefined => (parseRootId(id) ? undefined : id);

/**
 * @throws NotFoundError only for a group that this caller would see
 */
export async function readGroup(connection: Connection, { id }: Pick<Ref, "id">): Promise<Group> {
  if (parseRootId(id)) throw new NotFoundError(`${id} is the top of the realm, and no group`);
  try {
    return await connection.client.groups.get(id);
  } catch (error) {
    if (isNotFound(error)) await connection.requireSight("groups");
    throw error;
  }
}

/** In which org a node is, and of what kind. */
export async function placeOf(connection: Connection, id: string): Promise<Place> {
  const { realm: org } = connection;
  const root = parseRootId(id);
  return root ?? { org, kind: await kindAt(connection, await readGroup(connection, { id })) };
}

/** A group that says no kind takes a request for each one above it, up to one that does. */
async function kindAt(connection: Connection, group: Group): Promise<NodeKind> {
  const { parentId } = group;
  if (saidKind(group) !== undefined || parentId === undefined) return kindOf(group);
  return kindAt(connection, await readGroup(connection, { id: parentId }));
}

/**
 * The parent, where a node of this kind may go below it: one that says no kind counts as of any.
 * @returns `undefined` for the top
 * @throws InvalidError when it does not exist, is in another org, or of another kind
 */
export async function requireParent(
  connection: Connection,
  parent: string,
  { org, kind }: { readonly org: string; readonly kind?: NodeKind | undefined },
): Promise<Group | undefined> {
  const root = parseRootId(parent);
  if (root) {
    requireFitting(parent, root, { org });
    return undefined;
  }
  const group = await readGroup(connection, { id: parent }).catch(unless(isNotFound));
  if (group === undefined) throw new InvalidError(`there is no node ${parent}`, "parent");
  const said = saidKind(group);
  const place = { org: connection.realm, kind: said ?? kind ?? (await kindAt(connection, group)) };
  requireFitting(parent, place, { org, ...(kind !== undefined && { kind }) });
  return group;
}

/** The nodes directly below. */
export async function childrenOf({ client }: Connection, id: string): Promise<Content[]> {
  const children = await all(client.groups.children(id));
  return children.map(({ id, name }) => ({ kind: "node", id, name }));
}

/** The direct members. */
export async function membersIn({ client, people }: Connection, id: string): Promise<Content[]> {
  const users = await all(client.groups.members(id));
  people.remember(users);
  return users.map((user) => ({
    ...{ kind: "member", id: user.username, name: nameOf(user) || user.username },
  }));
}
