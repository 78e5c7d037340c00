import { type Database } from "../../storage/database";
import { checkCode } from "../wire/codes";
import { Failure, missing } from "../wire/failure";
import { known, newKey } from "./keys";
import {
  type DepartmentRow,
  ROLES,
  ROLE_TARGETS,
  type RoleRow,
  type TargetKind,
  type UserRow,
} from "./tables";
import { withdrawAll } from "./withdrawals";

/** A role, or nothing. */
export const findRole = (db: Database, namespace: number, code: string) =>
  ROLES.find(db, { namespace, code });

/** A role; 404 where there is none. */
export const roleOf = (db: Database, namespace: number, code: string): RoleRow =>
  known(findRole(db, namespace, code), () => missing("角色", "The role"));

/** Those of a namespace whose code or name holds some words. */
export const rolesIn = (db: Database, namespace: number, keywords = ""): RoleRow[] =>
  ROLES.list(db, { namespace }, "id").filter(({ code, name }) =>
    `${code}\n${name ?? ""}`.includes(keywords),
  );

/** Makes a role; 409 where its code is taken in the namespace. */
export function createRole(
  db: Database,
  role: Pick<RoleRow, "namespace" | "code" | "name" | "description" | "disable_time">,
): RoleRow {
  freeCode(db, role.namespace, role.code);
  return ROLES.add(db, { ...role, key: newKey(), status: "ENABLE" });
}

/** Writes the given columns; an empty code changes nothing. */
export function updateRole(
  db: Database,
  { id, ...role }: RoleRow,
  { code, ...columns }: Partial<RoleRow>,
): void {
  const renames = code && code !== role.code;
  if (renames) freeCode(db, role.namespace, code);
  ROLES.update(db, { id }, { ...columns, ...(renames && { code }) });
}

/** Deletes a role and its assignments. */
export function deleteRole(db: Database, id: number): void {
  ROLE_TARGETS.remove(db, { role: id });
  withdrawAll(db, "ROLE", id);
  ROLES.remove(db, { id });
}

function freeCode(db: Database, namespace: number, code: string): void {
  checkCode("role", code);
  if (!findRole(db, namespace, code)) return;
  throw new Failure(409, { zh: "角色标识符已存在", en: "The role code already exists" });
}

/** Who a role is assigned to. */
export interface Target {
  kind: TargetKind;
  target: number;
}

/** Assigns a role; twice is once, with the later times. */
export const assign = (
  db: Database,
  role: number,
  target: Target,
  times: { starts?: number | null; ends?: number | null } = {},
) => void ROLE_TARGETS.insert(db, { role, ...target, ...times }, "REPLACE");

/** Takes a role away; from who does not have it, nothing. */
export const revoke = (db: Database, role: number, target: Target) =>
  void ROLE_TARGETS.remove(db, { role, ...target });

/** What a role is joined with; an assignment counts between its times, where it has any. */
function assigned<T>(
  db: Database,
  table: "users" | "departments" | "roles",
  on: "target" | "role",
  kind: TargetKind,
  id: number,
): T[] {
  const other = on === "target" ? "role" : "target";
  const now = Date.now();
  const sql = `SELECT ${table}.* FROM role_targets JOIN ${table} ON ${table}.id = ${on}
    WHERE kind = ? AND ${other} = ? AND COALESCE(starts, 0) <= ? AND COALESCE(ends, ?) >= ?
    ORDER BY ${table}.id`;
  return db.all<T>(sql, kind, id, now, now, now);
}

/** The users that a role is assigned to by name, not by way of a department or group. */
export const roleMembers = (db: Database, role: number): UserRow[] =>
  assigned(db, "users", "target", "USER", role);

/** The departments that a role is assigned to. */
export const roleDepartments = (db: Database, role: number): DepartmentRow[] =>
  assigned(db, "departments", "target", "DEPARTMENT", role);

/** The roles that are assigned to a user, a group or a department itself. */
export const rolesOf = (db: Database, kind: TargetKind, target: number): RoleRow[] =>
  assigned(db, "roles", "role", kind, target);
