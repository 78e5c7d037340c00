import { type Database } from "../../storage/database";
import { Failure, missing, taken } from "../wire/failure";
import { birth, known, now } from "./keys";
import { DEPARTMENT_MEMBERS, GROUP_MEMBERS, SESSIONS, USERS, type UserRow } from "./tables";
import { withdrawAll } from "./withdrawals";

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
const COLUMNS: Partial<Record<UserIdType, keyof UserRow>> = {
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
  return column && USERS.find(db, { [column]: id });
}

/** A user; 404 where there is none. */
export const userOf = (db: Database, id: string, type: UserIdType = "user_id"): UserRow =>
  known(findUser(db, id, type), noUser);

/** By number. */
export const userById = (db: Database, id: number): UserRow => USERS.find(db, { id }) as UserRow;

/** Whether somebody is there and neither suspended, resigned, archived nor deactivated. */
export const isActive = (db: Database, id: number): boolean =>
  USERS.has(db, { id, status: "Activated" });

/** 403 of somebody who is not active. */
export function checkActive(user: UserRow): void {
  if (user.status === "Activated") return;
  throw new Failure(403, { zh: "账号已停用", en: "The account is not active" });
}

/** Makes a user; 409 where they would share what identifies another. */
export function createUser(
  db: Database,
  columns: Pick<UserRow, "profile"> & Partial<UserRow>,
): UserRow {
  checkFree(db, columns);
  return USERS.add(db, { status: "Activated", ...columns, ...birth() });
}

/** Writes the given columns and answers the row. */
export function updateUser(db: Database, { id }: UserRow, columns: Partial<UserRow>): UserRow {
  checkFree(db, columns, id);
  return USERS.change(db, { id }, { ...columns, updated: now() });
}

/** Deletes a user, their places and what was granted to them. */
export function deleteUser(db: Database, user: number): void {
  DEPARTMENT_MEMBERS.remove(db, { user });
  GROUP_MEMBERS.remove(db, { user });
  SESSIONS.remove(db, { user });
  withdrawAll(db, "USER", user);
  USERS.remove(db, { id: user });
}

function checkFree(db: Database, columns: Partial<UserRow>, except = 0): void {
  for (const [column, zh, en] of UNIQUE) {
    const value = columns[column];
    if (typeof value !== "string") continue;
    const other = USERS.find(db, { [column]: value });
    if (other && other.id !== except) throw taken(zh, en, value);
  }
}
