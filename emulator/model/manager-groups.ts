import { type Database } from "../storage/database";
import { setStatus } from "./grants";
import { findNodeById, nodeUid } from "./nodes";
import { findPerm } from "./perms";
import { APPS, NODES, type NodeRow } from "./tables";
import { findUser } from "./users";

/** What the members of a manager group may manage. */
export interface ManagerGroup {
  nodes: string[];
  users: string[];
  apps: string[];
  perms: string[];
  /** 1: the nodes that a manager is in; 2: the nodes named here. */
  scope_subject: 1 | 2;
}

/** The block of a node; nothing where it is no manager group. */
export function managerGroupOf(node: NodeRow): ManagerGroup | undefined {
  return node.manager_group ? (JSON.parse(node.manager_group) as ManagerGroup) : undefined;
}

/** Writes the block; its permissions become the group's own grants. */
export function setManagerGroup(db: Database, node: NodeRow, group: ManagerGroup): NodeRow {
  const before = managerGroupOf(node)?.perms ?? [];
  for (const uid of new Set([...before, ...group.perms])) {
    const perm = findPerm(db, uid);
    if (perm)
      setStatus(db, perm, "n", { id: node.pk, born: node.born }, group.perms.includes(uid) ? 1 : 0);
  }
  return NODES.change(db, { pk: node.pk }, { manager_group: JSON.stringify(group) });
}

/** Drops what no longer exists from a block, for good (ARKID.md 18). */
export function purgeManagerGroup(db: Database, node: NodeRow): NodeRow {
  const group = managerGroupOf(node);
  if (!group) return node;
  const kept: ManagerGroup = {
    ...group,
    nodes: group.nodes.filter((id) => findNodeById(db, id)),
    users: group.users.filter((username) => findUser(db, username)),
    apps: group.apps.filter((uid) => APPS.has(db, { uid })),
    perms: group.perms.filter((uid) => findPerm(db, uid)),
  };
  if (JSON.stringify(kept) === node.manager_group) return node;
  return setManagerGroup(db, node, kept);
}

/** What one user manages, over all their manager groups. */
export interface Managed {
  /** Row ids of the nodes named; what lies below them is managed for reading only. */
  nodes: Set<number>;
  users: Set<string>;
  apps: Set<string>;
  orgs: Set<number>;
}

/** What a user manages; nothing when they are in no manager group. */
export function managedBy(db: Database, userId: number): Managed | undefined {
  const groups = managerGroupsOf(db, userId);
  if (groups.length === 0) return undefined;
  const managed: Managed = { nodes: new Set(), users: new Set(), apps: new Set(), orgs: new Set() };
  for (const node of groups) {
    const group = managerGroupOf(node) as ManagerGroup;
    if (node.org_id !== null) managed.orgs.add(node.org_id);
    for (const pk of managedNodes(db, userId, node, group)) managed.nodes.add(pk);
    for (const username of group.scope_subject === 2 ? group.users : []) {
      managed.users.add(username);
    }
    for (const uid of group.apps) managed.apps.add(uid);
  }
  return managed;
}

/** The manager groups that a user is in. */
export function managerGroupsOf(db: Database, userId: number): NodeRow[] {
  return db.all<NodeRow>(
    `SELECT n.* FROM node_members m JOIN nodes n ON n.pk = m.node
     WHERE m.user_id = ? AND n.manager_group IS NOT NULL AND n.deleted = 0 ORDER BY n.pk`,
    userId,
  );
}

/** The row ids of what a group lets one of its members manage. */
function managedNodes(db: Database, userId: number, node: NodeRow, group: ManagerGroup): number[] {
  if (group.scope_subject === 2) {
    return group.nodes.flatMap((id) => findNodeById(db, id)?.pk ?? []);
  }
  const own = `SELECT n.pk FROM node_members m JOIN nodes n ON n.pk = m.node
    WHERE m.user_id = ? AND n.org_id IS ? AND n.subject <> 'manager' AND n.deleted = 0`;
  return db.all<{ pk: number }>(own, userId, node.org_id).map(({ pk }) => pk);
}

/** What the members of a group see of one that it names. */
export const nodeLabel = (node: NodeRow) => ({
  node_uid: nodeUid(node),
  node_subject: node.subject,
  name: node.name,
});
