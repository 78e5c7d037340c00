import { randomUUID } from "node:crypto";
import { nextBirth, timestamp } from "../storage/clock";
import { type Database, type Value } from "../storage/database";

/** A row of `users`. */
export interface UserRow {
  id: number;
  born: number;
  uuid: string;
  username: string;
  name: string;
  mobile: string;
  private_email: string;
  gender: number;
  avatar: string;
  origin: string;
  password: string | null;
  require_reset: number;
  settled: number;
  extern: number;
  active: number;
  deleted: number;
  created: string;
  last_active: string | null;
  posix: string | null;
  ding: string | null;
  custom: string | null;
  current_org: number | null;
}

/** What of a user can be written by name. */
export type UserValues = Partial<
  Pick<
    UserRow,
    | "username"
    | "name"
    | "mobile"
    | "private_email"
    | "gender"
    | "avatar"
    | "origin"
    | "password"
    | "require_reset"
    | "extern"
    | "posix"
    | "ding"
    | "custom"
    | "current_org"
  >
>;

const BLANK = { name: "", mobile: "", private_email: "", gender: 0, avatar: "", origin: "admin" };

/** By id, deleted ones too. */
export function getUser(db: Database, id: number): UserRow | undefined {
  return db.get<UserRow>("SELECT * FROM users WHERE id = ?", id);
}

/** By username, unless deleted. */
export function findUser(db: Database, username: string): UserRow | undefined {
  return db.get<UserRow>("SELECT * FROM users WHERE username = ? AND deleted = 0", username);
}

/** Creates a user and answers the row. */
export function createUser(db: Database, values: UserValues & { username: string }): UserRow {
  const columns: Record<string, Value> = {
    ...BLANK,
    ...values,
    born: nextBirth(db),
    uuid: randomUUID().replaceAll("-", ""),
    created: timestamp(),
  };
  const names = Object.keys(columns);
  const { id } = db.run(
    `INSERT INTO users (${names.join(", ")}) VALUES (${names.map(() => "?").join(", ")})`,
    ...Object.values(columns),
  );
  return getUser(db, id) as UserRow;
}

/** Writes the given fields and answers the row. */
export function updateUser(db: Database, id: number, values: UserValues): UserRow {
  for (const [column, value] of Object.entries(values)) {
    db.run(`UPDATE users SET ${column} = ? WHERE id = ?`, value, id);
  }
  return getUser(db, id) as UserRow;
}

/** Notes that the user was here; the first time makes him settled. */
export function noteActivity(db: Database, id: number): void {
  db.run("UPDATE users SET settled = 1, last_active = ? WHERE id = ?", timestamp(), id);
}

/**
 * Deletes a user: his nodes, grants and token go; his memberships in orgs stay, as there, and can
 * never be taken away again (ARKID.md 10).
 */
export function deleteUser(db: Database, id: number): void {
  db.run("UPDATE users SET deleted = 1 WHERE id = ?", id);
  db.run("DELETE FROM node_members WHERE user_id = ?", id);
  db.run("DELETE FROM grants WHERE owner_kind = 'u' AND owner_id = ?", id);
  db.run("DELETE FROM tokens WHERE user_id = ?", id);
}

/** Whether a mobile is somebody else's, in either of the forms with and without `+86 `. */
export function isMobileTaken(db: Database, mobile: string, except = 0): boolean {
  const bare = mobile.replace(/^\+86 /, "");
  return Boolean(
    db.get(
      "SELECT 1 FROM users WHERE mobile IN (?, ?) AND mobile <> '' AND deleted = 0 AND id <> ?",
      bare,
      `+86 ${bare}`,
      except,
    ),
  );
}

/** Whether a private address is somebody else's; case counts. */
export function isEmailTaken(db: Database, email: string, except = 0): boolean {
  return Boolean(
    db.get(
      "SELECT 1 FROM users WHERE private_email = ? AND private_email <> '' AND deleted = 0 AND id <> ?",
      email,
      except,
    ),
  );
}
