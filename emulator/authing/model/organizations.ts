import { type Database } from "../../storage/database";
import { checkCode } from "../wire/codes";
import { Failure, taken } from "../wire/failure";
import { type DepartmentRow, createRoot, deleteTree, departmentById } from "./departments";
import { newKey } from "./keys";

/** A row of `organizations`. */
export interface OrganizationRow {
  id: number;
  code: string;
  /** Its root department. */
  root: number;
}

/** By code, or nothing. */
export function organizationByCode(db: Database, code: string): OrganizationRow | undefined {
  return db.get<OrganizationRow>("SELECT * FROM organizations WHERE code = ?", code);
}

/** By code; 404 in the words of the vendor's tests. */
export function organizationOf(db: Database, code: string): OrganizationRow {
  const found = organizationByCode(db, code);
  if (!found) throw new Failure(404, `organization not found for code: ${code}`);
  return found;
}

/** By number. */
export function organizationById(db: Database, id: number): OrganizationRow {
  return db.get<OrganizationRow>("SELECT * FROM organizations WHERE id = ?", id) as OrganizationRow;
}

/** All of them in the order of their making, or a page of them. */
export function organizations(db: Database, limit = -1, offset = 0): OrganizationRow[] {
  return db.all("SELECT * FROM organizations ORDER BY id LIMIT ? OFFSET ?", limit, offset);
}

/** Makes an organization with its root; an empty code is invented (AUTHING.md 2). */
export function createOrganization(
  db: Database,
  { code, name, openId }: { code: string; name: string; openId: string | null },
): OrganizationRow {
  const free = freeCode(db, code === "" ? newKey() : code);
  const { id } = db.run("INSERT INTO organizations (code, root) VALUES (?, 0)", free);
  const root = createRoot(db, { organization: id, name, code: free, openId });
  db.run("UPDATE organizations SET root = ? WHERE id = ?", root, id);
  return { id, code: free, root };
}

/** Gives an organization, and so its root, another code; an empty one changes nothing. */
export function recode(db: Database, organization: OrganizationRow, code: string): void {
  if (code === "" || code === organization.code) return;
  freeCode(db, code);
  db.run("UPDATE organizations SET code = ? WHERE id = ?", code, organization.id);
  db.run("UPDATE departments SET code = ? WHERE id = ?", code, organization.root);
}

/** Deletes an organization with its whole tree. */
export function deleteOrganization(db: Database, organization: OrganizationRow): void {
  deleteTree(db, organization.root);
  db.run("DELETE FROM organizations WHERE id = ?", organization.id);
}

/** The root department. */
export const rootOf = (db: Database, organization: OrganizationRow): DepartmentRow =>
  departmentById(db, organization.root) as DepartmentRow;

function freeCode(db: Database, code: string): string {
  checkCode("organization", code);
  if (organizationByCode(db, code)) {
    throw taken("组织 code", "The organization code", code);
  }
  return code;
}
