import type { NodeKind } from "../../domain";
import { parseRootId } from "../../domain/root-id";
import type { ListedNode } from "../../snapshot";
import { UnavailableError } from "../../errors";
import { all } from "../../kit/all";
import { unless } from "../../kit/unless";
import { isListed } from "../../listing";
import { isNotFound } from "../../../../sdk";
import type { Group, User } from "../../../../sdk/keycloak";
import type { Connection } from "../connection";
import { kindOf, topOf, uidOf } from "../ids";
import { byGroup } from "../memberships";

/** Groups below the top, parents before their children. One whose parent is gone is at the top. */
export function readNodes(
  { realm }: Connection,
  groups: readonly Group[],
): Map<string, ListedNode> {
  const top = topOf(realm);
  const ids = new Set(groups.map(({ id }) => id));
  const below = new Map<string, Group[]>();
  for (const group of groups) {
    const parent = group.parentId !== undefined && ids.has(group.parentId) ? group.parentId : top;
    below.set(parent, [...(below.get(parent) ?? []), group]);
  }
  const listed = new Map<string, ListedNode>([[top, rootNode(realm, top)]]);
  // The loop also visits entries that are added in it: so each node is opened after its parent.
  for (const id of listed.keys()) {
    const kind = id === top ? undefined : listed.get(id)?.kind;
    for (const group of below.get(id) ?? []) listed.set(group.id, toListed(group, id, kind));
  }
  return listed;
}

const rootNode = (realm: string, id: string): ListedNode => ({
  ...{ id, nodeId: id, uid: realm, kind: parseRootId(id)?.kind ?? "department" },
  ...{ name: realm, description: "", parent: undefined, builtIn: true },
});

/** @param above the kind of the group above it */
function toListed(group: Group, parent: string, above?: NodeKind): ListedNode {
  const { id, name, description } = group;
  return {
    ...{ id, nodeId: id, uid: uidOf(group), kind: kindOf(group, above), name },
    ...{ description: description ?? "", parent, builtIn: false },
  };
}

/**
 * Direct members by group: by the list that the realm's SCIM API has where it takes the fewest
 * requests, else by one for each group, or for each person where these are fewer.
 */
export async function readMembers(
  connection: Connection,
  groups: readonly Group[],
  users: readonly User[],
): Promise<Map<string, readonly string[]>> {
  const { memberships } = connection;
  const budget = Math.min(groups.length, users.length);
  const listed = await memberships.list(budget).catch(unless(isUnavailable));
  if (listed && isListed(listed)) return inGroups(groups, listed);
  if (users.length >= groups.length) return readEach(connection, groups);
  const everybody = [...users, ...(await memberships.serviceAccounts())];
  return inGroups(groups, byGroup(await memberships.placesOf(everybody)));
}

const isUnavailable = (error: unknown) => error instanceof UnavailableError;

const inGroups = (groups: readonly Group[], members: ReadonlyMap<string, readonly string[]>) =>
  new Map(groups.map(({ id }) => [id, members.get(id) ?? []]));

async function readEach({ client }: Connection, groups: readonly Group[]) {
  const members = groups.map(async ({ id }) => {
    const inside = await all(client.groups.members(id)).catch(unless(isNotFound));
    return [id, (inside ?? []).map(({ username }) => username)] as const;
  });
  return new Map(await Promise.all(members));
}
