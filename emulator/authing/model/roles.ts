import { type Database, type Value } from "../../storage/database";
import { checkCode } from "../wire/codes";
import { Failure, missing } from "../wire/failure";
import { newKey } from "./keys";
import { insert, update } from "./rows";

/** A row of `roles`. */
export interface RoleRow {
  id: number;
  key: string;
  namespace: number;
  code: string;
  name: string | null;
  description: string | null;
  /** `ENABLE` or `DISABLE`. */
  status: string;
  /** Milliseconds, or nothing. */
  disable_time: number | null;
}

/** A role, or nothing. */
export function findRole(db: Database, namespace: number, code: string): RoleRow | undefined {
  return db.get<RoleRow>("SELECT * FROM roles WHERE namespace = ? AND code = ?", namespace, code);
}

/** A role; 404 where there is none. */
export function roleOf(db: Database, namespace: number, code: string): RoleRow {
  const found = findRole(db, namespace, code);
  if (!found) throw missing("角色", "The role");
  return found;
}

/** By number. */
export function roleById(db: Database, id: number): RoleRow {
  return db.get<RoleRow>("SELECT * FROM roles WHERE id = ?", id) as RoleRow;
}

/** Those of a namespace whose code or name holds some words. */
export function rolesIn(db: Database, namespace: number, keywords = ""): RoleRow[] {
  const all = db.all<RoleRow>("SELECT * FROM roles WHERE namespace = ? ORDER BY id", namespace);
  return all.filter(({ code, name }) => `${code}\n${name ?? ""}`.includes(keywords));
}

/** Makes a role; 409 where its code is taken in the namespace. */
export function createRole(db: Database, role: Omit<RoleRow, "id" | "key" | "status">): RoleRow {
  freeCode(db, role.namespace, role.code);
  return roleById(db, insert(db, "roles", { ...role, key: newKey(), status: "ENABLE" }));
}

/** Writes the given columns; an empty code changes nothing. */
export function updateRole(
  db: Database,
  role: RoleRow,
  { code, ...columns }: Record<string, Value>,
): void {
  const renames = typeof code === "string" && code !== "" && code !== role.code;
  if (renames) freeCode(db, role.namespace, code);
  update(db, "roles", role.id, { ...columns, ...(renames && { code }) });
}

/** Deletes a role and its assignments. */
export function deleteRole(db: Database, id: number): void {
  db.run("DELETE FROM role_targets WHERE role = ?", id);
  for (const table of ["resource_grants", "app_access", "data_policy_targets"]) {
    db.run(`DELETE FROM ${table} WHERE kind = 'ROLE' AND target = ?`, id);
  }
  db.run("DELETE FROM roles WHERE id = ?", id);
}

function freeCode(db: Database, namespace: number, code: string): void {
  checkCode("role", code);
  if (!findRole(db, namespace, code)) return;
  throw new Failure(409, { zh: "角色标识符已存在", en: "The role code already exists" });
}
