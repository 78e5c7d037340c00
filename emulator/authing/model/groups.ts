import { type Database } from "../../storage/database";
import { checkCode } from "../wire/codes";
import { Failure, missing } from "../wire/failure";
import { known, newKey } from "./keys";
import { GROUPS, GROUP_MEMBERS, type GroupRow, type UserRow } from "./tables";
import { withdrawAll } from "./withdrawals";

/** A group, or nothing. */
export const findGroup = (db: Database, code: string) => GROUPS.find(db, { code });

/** A group; 404 where there is none. */
export const groupOf = (db: Database, code: string): GroupRow =>
  known(findGroup(db, code), () => missing("分组", "The group"));

/** All of them, oldest first. */
export const groups = (db: Database): GroupRow[] => GROUPS.list(db, {}, "id");

/** Makes a group; 409 where its code is taken. */
export function createGroup(
  db: Database,
  group: Pick<GroupRow, "code" | "name" | "description" | "type" | "custom">,
): GroupRow {
  freeCode(db, group.code);
  return GROUPS.add(db, { ...group, key: newKey() });
}

/** Writes the given columns and answers the row. */
export function updateGroup(db: Database, group: GroupRow, columns: Partial<GroupRow>): GroupRow {
  if (columns.code && columns.code !== group.code) freeCode(db, columns.code);
  return GROUPS.change(db, { id: group.id }, columns);
}

function freeCode(db: Database, code: string): void {
  checkCode("group", code);
  if (!findGroup(db, code)) return;
  throw new Failure(409, { zh: "分组标识符已存在", en: "The group code already exists" });
}

/** Deletes a group and what was granted to it. */
export function deleteGroup(db: Database, group: number): void {
  GROUP_MEMBERS.remove(db, { group });
  withdrawAll(db, "GROUP", group);
  GROUPS.remove(db, { id: group });
}

/** Who is in a group. */
export function groupMembers(db: Database, id: number): UserRow[] {
  const sql = `SELECT * FROM users
    WHERE id IN (SELECT user FROM group_members WHERE "group" = ?) ORDER BY id`;
  return db.all(sql, id);
}

/** The groups that a user is in. */
export function groupsOfUser(db: Database, user: number): GroupRow[] {
  const sql = `SELECT * FROM user_groups
    WHERE id IN (SELECT "group" FROM group_members WHERE user = ?) ORDER BY id`;
  return db.all(sql, user);
}

/** Puts a user into a group; who is there stays. */
export const addGroupMember = (db: Database, group: number, user: number) =>
  void GROUP_MEMBERS.insert(db, { group, user }, "IGNORE");

/** Takes a user out of a group; who is not there is out already. */
export const removeGroupMember = (db: Database, group: number, user: number) =>
  void GROUP_MEMBERS.remove(db, { group, user });
