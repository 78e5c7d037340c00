import { type Database, type Value } from "../../storage/database";
import { checkCode } from "../wire/codes";
import { impossible, missing, taken } from "../wire/failure";
import { newKey, now } from "./keys";
import { insert, update } from "./rows";

/** A row of `departments`. */
export interface DepartmentRow {
  id: number;
  /** What the API calls `departmentId`. */
  key: string;
  organization: number;
  /** Nothing for the root of an organization. */
  parent: number | null;
  name: string;
  code: string | null;
  open_id: string | null;
  virtual: number;
  status: number;
  /** Attributes as JSON: description, leaderUserIds, i18n, postIdList. */
  settings: string;
  custom: string | null;
  created: string;
  updated: string;
}

/** How a request names a department. */
export type DepartmentIdType =
  "department_id" | "open_department_id" | "sync_relation" | "custom_field" | "code";

/** The column of each way; nothing here is synchronized, so the other two never find any. */
const COLUMNS: Partial<Record<DepartmentIdType, string>> = {
  department_id: "key",
  open_department_id: "open_id",
  code: "code",
};

/** By number. */
export function departmentById(db: Database, id: number): DepartmentRow | undefined {
  return db.get<DepartmentRow>("SELECT * FROM departments WHERE id = ?", id);
}

/** By what the API calls `departmentId`, in any organization. */
export function departmentByKey(db: Database, key: string): DepartmentRow | undefined {
  return db.get<DepartmentRow>("SELECT * FROM departments WHERE key = ?", key);
}

/** One of an organization, `root` among them; 404 where there is none. */
export function departmentOf(
  db: Database,
  organization: { id: number; root: number },
  id: string,
  type: DepartmentIdType = "department_id",
): DepartmentRow {
  if (id === "root") return departmentById(db, organization.root) as DepartmentRow;
  const column = COLUMNS[type];
  const found =
    column &&
    db.get<DepartmentRow>(
      `SELECT * FROM departments WHERE ${column} = ? AND organization = ?`,
      id,
      organization.id,
    );
  if (!found) throw noDepartment();
  return found;
}

/** 404 of a department. */
export const noDepartment = () => missing("部门", "The department");

/** What a new department has besides its place. */
interface NewDepartment {
  name: string;
  code: string | null;
  openId: string | null;
  virtual?: boolean;
  settings?: Record<string, unknown>;
  custom?: Record<string, unknown> | null;
}

/** Makes the root of an organization. */
export function createRoot(
  db: Database,
  { organization, ...root }: NewDepartment & { organization: number },
): number {
  return insertDepartment(db, { organization, parent: null }, root);
}

/** Makes a department below another; 409 where its code or open id is taken. */
export function createDepartment(
  db: Database,
  parent: DepartmentRow,
  department: NewDepartment,
): DepartmentRow {
  const { organization } = parent;
  if (department.code !== null) freeCode(db, organization, department.code);
  if (department.openId !== null) freeOpenId(db, organization, department.openId);
  const id = insertDepartment(db, { organization, parent: parent.id }, department);
  return departmentById(db, id) as DepartmentRow;
}

function insertDepartment(
  db: Database,
  place: { organization: number; parent: number | null },
  { name, code, openId, virtual = false, settings = {}, custom = null }: NewDepartment,
): number {
  const created = now();
  return insert(db, "departments", {
    ...place,
    key: newKey(),
    name,
    code,
    open_id: openId,
    virtual: Number(virtual),
    settings: JSON.stringify(settings),
    custom: custom && JSON.stringify(custom),
    created,
    updated: created,
  });
}

/** Writes the given columns and answers the row. */
export function updateDepartment(
  db: Database,
  department: DepartmentRow,
  columns: Record<string, Value>,
): DepartmentRow {
  update(db, "departments", department.id, { ...columns, updated: now() });
  return departmentById(db, department.id) as DepartmentRow;
}

/** Refuses a code that another department of the organization has. */
export function freeCode(db: Database, organization: number, code: string, except = 0): string {
  checkCode("organization", code);
  const sql = "SELECT 1 FROM departments WHERE organization = ? AND code = ? AND id <> ?";
  if (db.get(sql, organization, code, except)) {
    throw taken("部门 code", "The department code", code);
  }
  return code;
}

/** Refuses an open id that another department of the organization has. */
export function freeOpenId(db: Database, organization: number, openId: string, except = 0): void {
  const sql = "SELECT 1 FROM departments WHERE organization = ? AND open_id = ? AND id <> ?";
  if (db.get(sql, organization, openId, except)) {
    throw taken("自定义部门 ID", "The open department id", openId);
  }
}

/** Direct children, oldest first. */
export function childrenOf(db: Database, id: number): DepartmentRow[] {
  return db.all("SELECT * FROM departments WHERE parent = ? ORDER BY id", id);
}

/** Everything below a department, parents before their children. */
export function descendantsOf(db: Database, id: number): DepartmentRow[] {
  return db.all(
    `WITH RECURSIVE below (id, depth) AS (
       SELECT id, 1 FROM departments WHERE parent = ?
       UNION ALL SELECT d.id, depth + 1 FROM departments d JOIN below b ON d.parent = b.id
     ) SELECT d.* FROM below b JOIN departments d ON d.id = b.id ORDER BY b.depth, d.id`,
    id,
  );
}

/** The departments above one and it, the root first. */
export function pathOf(db: Database, id: number): DepartmentRow[] {
  return db.all(
    `WITH RECURSIVE above (id, parent, depth) AS (
       SELECT id, parent, 0 FROM departments WHERE id = ?
       UNION ALL SELECT d.id, d.parent, depth + 1 FROM departments d JOIN above a ON d.id = a.parent
     ) SELECT d.* FROM above a JOIN departments d ON d.id = a.id ORDER BY a.depth DESC`,
    id,
  );
}

/** Refuses a parent that lies below the department itself, and a move of a root. */
export function checkMove(db: Database, department: DepartmentRow, parent: DepartmentRow): void {
  if (department.parent === null) {
    throw impossible("不能移动根部门", "The root department can't be moved");
  }
  if (pathOf(db, parent.id).some(({ id }) => id === department.id)) {
    throw impossible("不能移动到自己的子部门下", "A department can't be moved below itself");
  }
}

/** Deletes a department, all below it, and who was in them and what was granted to them. */
export function deleteTree(db: Database, id: number): void {
  for (const { id: each } of [...descendantsOf(db, id), { id }]) {
    db.run("DELETE FROM department_members WHERE department = ?", each);
    db.run("DELETE FROM role_targets WHERE kind = 'DEPARTMENT' AND target = ?", each);
    db.run("DELETE FROM resource_grants WHERE kind = 'DEPARTMENT' AND target = ?", each);
    db.run("DELETE FROM app_access WHERE kind = 'ORG' AND target = ?", each);
    db.run("DELETE FROM data_policy_targets WHERE kind = 'ORG' AND target = ?", each);
    db.run("DELETE FROM departments WHERE id = ?", each);
  }
}
