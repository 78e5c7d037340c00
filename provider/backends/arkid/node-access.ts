import {
  visibilities,
  type ManagerGroup,
  type NodeAccess,
  type NodeChanges,
  type NodeDesired,
} from "../domain";
import { InvalidError } from "../errors";
import type {
  NodeChanges as WireChanges,
  ManagerGroup as WireManagerGroup,
  Node,
  Visibility,
} from "../../../sdk";
import type { Connection } from "./connection";

export function toAccess(node: Node): Partial<NodeAccess> {
  const { visibility, nodeScope, userScope, managerGroup } = node;
  const word = visibilities[visibility - 1];
  return {
    ...(word !== undefined && { visibility: word }),
    visibleToNodes: nodeScope,
    visibleToUsers: userScope,
    ...(managerGroup && { managerGroup: toManagerGroup(managerGroup) }),
  };
}

/**
 * What a create sends. Every node of the kind `manager` gets a manager group, since the server
 * makes none later; but an empty one: an unknown perm fails the create after the node is made,
 * without a parent (ARKID.md 19), and other unknown names only show in a later read.
 */
export function accessOf({ kind, managerGroup, ...desired }: NodeDesired): WireChanges {
  if (kind !== "manager") return fromAccess(desired);
  const { scope = "own" } = managerGroup ?? {};
  return { ...fromAccess(desired), managerGroup: fromManagerGroup({ scope }) };
}

/** Whether a change names nodes, people or the like, of which the server drops unknown ones. */
export const namesOthers = (changes: NodeChanges): boolean =>
  [changes.visibleToNodes, changes.visibleToUsers, changes.managerGroup].some(
    (names) => names !== undefined,
  );

/**
 * Makes the server drop unknown names of a manager group, which it does when it lists the groups
 * (ARKID.md 18).
 */
export async function dropUnknown(
  connection: Connection,
  org: string | undefined,
  { managerGroup }: NodeChanges,
): Promise<void> {
  if (org === undefined || managerGroup === undefined) return;
  await connection.client.node.listChildren((await connection.rootsOf(org)).manager);
}

/**
 * What an update sends. A manager group is always sent whole.
 * @throws InvalidError for a node that has none
 */
export async function fromChanges(
  { client }: Connection,
  id: string,
  { managerGroup, ...changes }: NodeChanges,
): Promise<WireChanges> {
  const { name, description: remark, acceptsMembers: acceptUser } = changes;
  const fields = { name, remark, acceptUser, ...fromAccess(changes) };
  if (managerGroup === undefined) return given(fields);
  const live = (await client.node.get(id)).managerGroup;
  if (live === undefined) {
    const message = `${id} has none, and gets none any more: the server makes one only with a node directly below the org's manager root`;
    throw new InvalidError(message, "managerGroup");
  }
  return given({ ...fields, managerGroup: { ...live, ...fromManagerGroup(managerGroup) } });
}

function fromAccess({
  visibility,
  visibleToNodes: nodeScope,
  visibleToUsers: userScope,
}: NodeChanges): WireChanges {
  const number = visibility && ((visibilities.indexOf(visibility) + 1) as Visibility);
  return given({ visibility: number, nodeScope, userScope });
}

export function toManagerGroup({ scopeSubject, ...lists }: WireManagerGroup): ManagerGroup {
  return { ...lists, scope: scopeSubject === 1 ? "own" : "named" };
}

function fromManagerGroup(group: Partial<ManagerGroup>): Partial<WireManagerGroup> {
  const { scope, nodes, users, apps, perms } = group;
  return {
    ...(nodes && { nodes: [...nodes] }),
    ...(users && { users: [...users] }),
    ...(apps && { apps: [...apps] }),
    ...(perms && { perms: [...perms] }),
    ...(scope !== undefined && { scopeSubject: scope === "own" ? 1 : 2 }),
  };
}

/** Without undefined values. */
const given = (changes: WireChanges): WireChanges =>
  Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
