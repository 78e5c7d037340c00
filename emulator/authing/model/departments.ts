import { type Database } from "../../storage/database";
import { checkCode } from "../wire/codes";
import { impossible, missing, taken } from "../wire/failure";
import { birth, known, now } from "./keys";
import { DEPARTMENTS, DEPARTMENT_MEMBERS, type DepartmentRow } from "./tables";
import { withdrawAll } from "./withdrawals";

/** How a request names a department. */
export type DepartmentIdType =
  "department_id" | "open_department_id" | "sync_relation" | "custom_field" | "code";

/** The column of each way; nothing here is synchronized, so the other two never find any. */
const COLUMNS: Partial<Record<DepartmentIdType, "key" | "open_id" | "code">> = {
  department_id: "key",
  open_department_id: "open_id",
  code: "code",
};

/** By number. */
export const departmentById = (db: Database, id: number) => DEPARTMENTS.find(db, { id });

/** By what the API calls `departmentId`, in any organization. */
export const departmentByKey = (db: Database, key: string) => DEPARTMENTS.find(db, { key });

/** One of an organization, `root` among them; 404 where there is none. */
export function departmentOf(
  db: Database,
  organization: { id: number; root: number },
  id: string,
  type: DepartmentIdType = "department_id",
): DepartmentRow {
  if (id === "root") return departmentById(db, organization.root) as DepartmentRow;
  const column = COLUMNS[type];
  const found = column && DEPARTMENTS.find(db, { [column]: id, organization: organization.id });
  return known(found, noDepartment);
}

/** 404 of a department. */
export const noDepartment = () => missing("部门", "The department");

/** What a new department has besides its place. */
export type NewDepartment = Pick<DepartmentRow, "name" | "code" | "open_id"> &
  Partial<DepartmentRow>;

/** Makes the root of an organization. */
export const createRoot = (
  db: Database,
  root: NewDepartment & { organization: number },
): DepartmentRow => DEPARTMENTS.add(db, { ...root, ...birth(), parent: null });

/** Makes a department below another; 409 where its code or open id is taken. */
export function createDepartment(
  db: Database,
  { id: parent, organization }: DepartmentRow,
  department: NewDepartment,
): DepartmentRow {
  const { code, open_id } = department;
  if (code !== null) freeCode(db, organization, code);
  if (open_id !== null) freeOpenId(db, organization, open_id);
  return DEPARTMENTS.add(db, { ...department, ...birth(), parent, organization });
}

/** Writes the given columns and answers the row. */
export const updateDepartment = (
  db: Database,
  { id }: DepartmentRow,
  columns: Partial<DepartmentRow>,
): DepartmentRow => DEPARTMENTS.change(db, { id }, { ...columns, updated: now() });

/** Refuses a code that another department of the organization has. */
export function freeCode(db: Database, organization: number, code: string, except = 0): void {
  checkCode("organization", code);
  const other = DEPARTMENTS.find(db, { organization, code });
  if (other && other.id !== except) throw taken("部门 code", "The department code", code);
}

/** Refuses an open id that another department of the organization has. */
export function freeOpenId(db: Database, organization: number, open_id: string, except = 0): void {
  const other = DEPARTMENTS.find(db, { organization, open_id });
  if (other && other.id !== except) {
    throw taken("自定义部门 ID", "The open department id", open_id);
  }
}

/** Direct children, oldest first. */
export const childrenOf = (db: Database, parent: number): DepartmentRow[] =>
  DEPARTMENTS.list(db, { parent }, "id");

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
export function deleteTree(db: Database, top: number): void {
  for (const { id } of [...descendantsOf(db, top), { id: top }]) {
    DEPARTMENT_MEMBERS.remove(db, { department: id });
    withdrawAll(db, "DEPARTMENT", id);
    DEPARTMENTS.remove(db, { id });
  }
}
