import { type Database } from "../storage/database";
import { ensureOrgMember } from "./org-members";
import { NODE_MEMBERS, type NodeRow, type UserRow } from "./tables";

/** The members of a node in their order. */
export function membersOf(db: Database, nodePk: number): UserRow[] {
  return db.all<UserRow>(
    `SELECT u.* FROM node_members m JOIN users u ON u.id = m.user_id
     WHERE m.node = ? AND u.deleted = 0 ORDER BY m.position, u.id`,
    nodePk,
  );
}

/** A user's nodes of one kind. CROSS JOIN keeps SQLite from walking all nodes for their order. */
export function nodesOf(db: Database, userId: number, kind: "d" | "g"): NodeRow[] {
  return db.all<NodeRow>(
    `SELECT n.* FROM node_members m CROSS JOIN nodes n ON n.pk = m.node
     WHERE m.user_id = ? AND n.kind = ? AND n.deleted = 0 ORDER BY n.number`,
    userId,
    kind,
  );
}

/** Adds users as the last members; who is there already keeps their place. */
export function addMembers(db: Database, node: NodeRow, userIds: number[]): void {
  for (const userId of userIds) {
    db.run(
      `INSERT OR IGNORE INTO node_members (node, user_id, position)
       VALUES (?1, ?2, (SELECT COALESCE(MAX(position), 0) + 1 FROM node_members WHERE node = ?1))`,
      node.pk,
      userId,
    );
    if (node.org_id !== null) ensureOrgMember(db, node.org_id, userId);
  }
}

/** Takes users out; who is not there is no matter. They stay members of the org (ARKID.md 9). */
export function removeMembers(db: Database, node: number, userIds: number[]): void {
  for (const user_id of userIds) NODE_MEMBERS.remove(db, { node, user_id });
}

/** Makes exactly these users the members, in this order. */
export function replaceMembers(db: Database, node: NodeRow, userIds: number[]): void {
  NODE_MEMBERS.remove(db, { node: node.pk });
  addMembers(db, node, userIds);
}

/** Sorts some members among themselves: they share out the places they hold. */
export function sortMembers(db: Database, node: number, userIds: number[]): void {
  const members = NODE_MEMBERS.list(db, { node }, "user_id");
  const held = new Map(members.map(({ user_id, position }) => [user_id, position]));
  const ids = [...new Set(userIds)];
  const places = ids.map((id) => held.get(id) ?? 0).sort((a, b) => a - b);
  ids.forEach((user_id, index) => {
    NODE_MEMBERS.update(db, { node, user_id }, { position: places[index] ?? 0 });
  });
}

/** Whether a user is in the node. */
export const isMember = (db: Database, node: number, user_id: number) =>
  NODE_MEMBERS.has(db, { node, user_id });
