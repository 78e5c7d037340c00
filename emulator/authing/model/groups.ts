import { type Database, type Value } from "../../storage/database";
import { checkCode } from "../wire/codes";
import { Failure, missing } from "../wire/failure";
import { newKey } from "./keys";
import { insert, update } from "./rows";
import { type UserRow } from "./users";

/** A row of `user_groups`: groups are flat and belong to the pool. */
export interface GroupRow {
  id: number;
  key: string;
  code: string;
  name: string;
  description: string;
  type: string;
}

/** A group, or nothing. */
export function findGroup(db: Database, code: string): GroupRow | undefined {
  return db.get<GroupRow>("SELECT * FROM user_groups WHERE code = ?", code);
}

/** A group; 404 where there is none. */
export function groupOf(db: Database, code: string): GroupRow {
  const found = findGroup(db, code);
  if (!found) throw missing("分组", "The group");
  return found;
}

/** All of them, oldest first. */
export function groups(db: Database): GroupRow[] {
  return db.all("SELECT * FROM user_groups ORDER BY id");
}

/** Makes a group; 409 where its code is taken. */
export function createGroup(
  db: Database,
  group: Pick<GroupRow, "code" | "name" | "description" | "type">,
): GroupRow {
  freeCode(db, group.code);
  insert(db, "user_groups", { ...group, key: newKey() });
  return groupOf(db, group.code);
}

/** Writes the given columns and answers the row. */
export function updateGroup(
  db: Database,
  group: GroupRow,
  columns: Record<string, Value>,
): GroupRow {
  const { code = group.code } = columns;
  if (code !== group.code) freeCode(db, String(code));
  update(db, "user_groups", group.id, columns);
  return groupOf(db, String(code));
}

function freeCode(db: Database, code: string): void {
  checkCode("group", code);
  if (!findGroup(db, code)) return;
  throw new Failure(409, { zh: "分组标识符已存在", en: "The group code already exists" });
}

/** Deletes a group and what was granted to it. */
export function deleteGroup(db: Database, id: number): void {
  db.run('DELETE FROM group_members WHERE "group" = ?', id);
  for (const table of ["role_targets", "resource_grants", "app_access", "data_policy_targets"]) {
    db.run(`DELETE FROM ${table} WHERE kind = 'GROUP' AND target = ?`, id);
  }
  db.run("DELETE FROM user_groups WHERE id = ?", id);
}

/** Who is in a group. */
export function groupMembers(db: Database, id: number): UserRow[] {
  return db.all(
    `SELECT * FROM users WHERE id IN (SELECT user FROM group_members WHERE "group" = ?)
     ORDER BY id`,
    id,
  );
}

/** The groups that a user is in. */
export function groupsOfUser(db: Database, user: number): GroupRow[] {
  return db.all(
    `SELECT * FROM user_groups WHERE id IN (SELECT "group" FROM group_members WHERE user = ?)
     ORDER BY id`,
    user,
  );
}

/** Puts a user into a group; who is there stays. */
export function addGroupMember(db: Database, group: number, user: number): void {
  db.run('INSERT OR IGNORE INTO group_members ("group", user) VALUES (?, ?)', group, user);
}

/** Takes a user out of a group; who is not there is out already. */
export function removeGroupMember(db: Database, group: number, user: number): void {
  db.run('DELETE FROM group_members WHERE "group" = ? AND user = ?', group, user);
}
