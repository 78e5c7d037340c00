import { type Database, type Value } from "../../storage/database";
import { missing, taken } from "../wire/failure";
import { newKey, now } from "./keys";
import { insert, update } from "./rows";

/** A row of `users`. */
export interface UserRow {
  id: number;
  /** What the API calls `userId`. */
  key: string;
  username: string | null;
  email: string | null;
  phone: string | null;
  external_id: string | null;
  status: string;
  password: string | null;
  /** Attributes as JSON by the API's names. */
  profile: string;
  /** Custom data as JSON. */
  custom: string;
  created: string;
  updated: string;
}

/** How a request names a user. */
export type UserIdType =
  | "user_id"
  | "external_id"
  | "phone"
  | "email"
  | "username"
  | "identity"
  | "sync_relation"
  | "custom_field";

/** The column of each way; nobody here comes from elsewhere, so the other ways find nobody. */
const COLUMNS: Partial<Record<UserIdType, string>> = {
  user_id: "key",
  external_id: "external_id",
  phone: "phone",
  email: "email",
  username: "username",
};

/** What identifies a user, by column, and what it is called. */
const UNIQUE = [
  ["username", "用户名", "The username"],
  ["email", "邮箱", "The email"],
  ["phone", "手机号", "The phone"],
  ["external_id", "externalId", "The externalId"],
] as const;

/** 404 of a user. */
export const noUser = () => missing("用户", "The user", 2004);

/** A user, or nothing. */
export function findUser(
  db: Database,
  id: string,
  type: UserIdType = "user_id",
): UserRow | undefined {
  const column = COLUMNS[type];
  if (!column) return undefined;
  return db.get<UserRow>(`SELECT * FROM users WHERE ${column} = ?`, id);
}

/** A user; 404 where there is none. */
export function userOf(db: Database, id: string, type: UserIdType = "user_id"): UserRow {
  const found = findUser(db, id, type);
  if (!found) throw noUser();
  return found;
}

/** By number. */
export function userById(db: Database, id: number): UserRow {
  return db.get<UserRow>("SELECT * FROM users WHERE id = ?", id) as UserRow;
}

/** Those whose status is `status`, or all, oldest first; a page of them. */
export function users(db: Database, limit = -1, offset = 0): UserRow[] {
  return db.all("SELECT * FROM users ORDER BY id LIMIT ? OFFSET ?", limit, offset);
}

/** How many there are. */
export function countUsers(db: Database): number {
  return db.get<{ n: number }>("SELECT COUNT(*) AS n FROM users")?.n ?? 0;
}

/** Makes a user; 409 where he would share what identifies another. */
export function createUser(db: Database, columns: Record<string, Value>): UserRow {
  checkFree(db, columns);
  const created = now();
  const id = insert(db, "users", {
    status: "Activated",
    ...columns,
    key: newKey(),
    created,
    updated: created,
  });
  return userById(db, id);
}

/** Writes the given columns and answers the row. */
export function updateUser(db: Database, user: UserRow, columns: Record<string, Value>): UserRow {
  checkFree(db, columns, user.id);
  update(db, "users", user.id, { ...columns, updated: now() });
  return userById(db, user.id);
}

/** Deletes a user, his places and what was granted to him. */
export function deleteUser(db: Database, id: number): void {
  db.run("DELETE FROM department_members WHERE user = ?", id);
  db.run("DELETE FROM group_members WHERE user = ?", id);
  db.run("DELETE FROM sessions WHERE user = ?", id);
  for (const table of ["role_targets", "resource_grants", "app_access", "data_policy_targets"]) {
    db.run(`DELETE FROM ${table} WHERE kind = 'USER' AND target = ?`, id);
  }
  db.run("DELETE FROM users WHERE id = ?", id);
}

function checkFree(db: Database, columns: Record<string, Value>, except = 0): void {
  for (const [column, zh, en] of UNIQUE) {
    const value = columns[column];
    if (typeof value !== "string") continue;
    if (db.get(`SELECT 1 FROM users WHERE ${column} = ? AND id <> ?`, value, except)) {
      throw taken(zh, en, value);
    }
  }
}
