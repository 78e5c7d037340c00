import { randomUUID } from "node:crypto";
import { nextBirth, timestamp } from "../storage/clock";
import { type Database } from "../storage/database";
import { GRANTS, NODE_MEMBERS, TOKENS, USERS, type UserRow } from "./tables";

/** What of a user can be written by name. */
export type UserValues = Partial<Omit<UserRow, "id" | "born" | "uuid" | "created">>;

const BLANK = { name: "", mobile: "", private_email: "", gender: 0, avatar: "", origin: "admin" };

/** By id, deleted ones too. */
export const getUser = (db: Database, id: number) => USERS.find(db, { id });

/** By username, unless deleted. */
export const findUser = (db: Database, username: string) =>
  USERS.find(db, { username, deleted: 0 });

/** Creates a user and answers the row. */
export function createUser(db: Database, values: UserValues & { username: string }): UserRow {
  const uuid = randomUUID().replaceAll("-", "");
  return USERS.add(db, { ...BLANK, ...values, born: nextBirth(db), uuid, created: timestamp() });
}

/** Writes the given fields and answers the row. */
export const updateUser = (db: Database, id: number, values: UserValues) =>
  USERS.change(db, { id }, values);

/** Notes that the user was here; the first time makes them settled. */
export const noteActivity = (db: Database, id: number) =>
  USERS.update(db, { id }, { settled: 1, last_active: timestamp() });

/**
 * Deletes a user: their nodes, grants and token go; their memberships in orgs stay, as there, and
 * can never be taken away again (ARKID.md 10).
 */
export function deleteUser(db: Database, id: number): void {
  USERS.update(db, { id }, { deleted: 1 });
  NODE_MEMBERS.remove(db, { user_id: id });
  GRANTS.remove(db, { owner_kind: "u", owner_id: id });
  TOKENS.remove(db, { user_id: id });
}

/** Whether a mobile is somebody else's, in either of the forms with and without `+86 `. */
export function isMobileTaken(db: Database, mobile: string, except = 0): boolean {
  const bare = mobile.replace(/^\+86 /, "");
  const sql =
    "SELECT 1 FROM users WHERE mobile IN (?, ?) AND mobile <> '' AND deleted = 0 AND id <> ?";
  return Boolean(db.get(sql, bare, `+86 ${bare}`, except));
}

/** Whether a private address is somebody else's; case counts. */
export function isEmailTaken(db: Database, email: string, except = 0): boolean {
  const sql =
    "SELECT 1 FROM users WHERE private_email = ? AND private_email <> '' AND deleted = 0 AND id <> ?";
  return Boolean(db.get(sql, email, except));
}
