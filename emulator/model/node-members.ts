import { type Database } from "../storage/database";
import { type NodeRow } from "./nodes";
import { ensureOrgMember } from "./org-members";
import { type UserRow } from "./users";

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

/** Adds users as the last members; who is there already stays where he is. */
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

/** Takes users out; who is not there is no matter. He stays a member of the org (ARKID.md 9). */
export function removeMembers(db: Database, nodePk: number, userIds: number[]): void {
  for (const userId of userIds) {
    db.run("DELETE FROM node_members WHERE node = ? AND user_id = ?", nodePk, userId);
  }
}

/** Makes exactly these users the members, in this order. */
export function replaceMembers(db: Database, node: NodeRow, userIds: number[]): void {
  db.run("DELETE FROM node_members WHERE node = ?", node.pk);
  addMembers(db, node, userIds);
}

/** Sorts some members among themselves: they share out the places they hold. */
export function sortMembers(db: Database, nodePk: number, userIds: number[]): void {
  const positions = new Map(
    db
      .all<{ user_id: number; position: number }>(
        "SELECT user_id, position FROM node_members WHERE node = ?",
        nodePk,
      )
      .map((row) => [row.user_id, row.position]),
  );
  const ids = [...new Set(userIds)];
  const places = ids.map((id) => positions.get(id) ?? 0).sort((a, b) => a - b);
  ids.forEach((id, index) => {
    db.run(
      "UPDATE node_members SET position = ? WHERE node = ? AND user_id = ?",
      places[index] ?? 0,
      nodePk,
      id,
    );
  });
}

/** Whether a user is in the node. */
export function isMember(db: Database, nodePk: number, userId: number): boolean {
  return Boolean(
    db.get("SELECT 1 FROM node_members WHERE node = ? AND user_id = ?", nodePk, userId),
  );
}
