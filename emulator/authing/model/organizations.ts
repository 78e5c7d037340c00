import { type Database } from "../../storage/database";
import { checkCode } from "../wire/codes";
import { Failure, taken } from "../wire/failure";
import { createRoot, deleteTree, departmentById } from "./departments";
import { known, newKey } from "./keys";
import { DEPARTMENTS, type DepartmentRow, ORGANIZATIONS, type OrganizationRow } from "./tables";

/** By code, or nothing. */
export const organizationByCode = (db: Database, code: string) => ORGANIZATIONS.find(db, { code });

/** By code; 404 in the words of the vendor's tests. */
export const organizationOf = (db: Database, code: string): OrganizationRow =>
  known(
    organizationByCode(db, code),
    () => new Failure(404, `organization not found for code: ${code}`),
  );

/** By number. */
export const organizationById = (db: Database, id: number): OrganizationRow =>
  ORGANIZATIONS.find(db, { id }) as OrganizationRow;

/** All of them in the order of their making. */
export const organizations = (db: Database): OrganizationRow[] => ORGANIZATIONS.list(db, {}, "id");

/** Makes an organization with its root; an empty code is invented (AUTHING.md 2). */
export function createOrganization(
  db: Database,
  wish: Pick<DepartmentRow, "name" | "open_id" | "settings"> & { code: string },
): OrganizationRow {
  const code = wish.code || newKey();
  freeCode(db, code);
  const { id } = ORGANIZATIONS.add(db, { code, root: 0 });
  const root = createRoot(db, { ...wish, organization: id, code });
  return ORGANIZATIONS.change(db, { id }, { root: root.id });
}

/** Gives an organization, and so its root, another code; an empty one changes nothing. */
export function recode(db: Database, organization: OrganizationRow, code: string): void {
  if (code === "" || code === organization.code) return;
  freeCode(db, code);
  ORGANIZATIONS.update(db, { id: organization.id }, { code });
  DEPARTMENTS.update(db, { id: organization.root }, { code });
}

/** Deletes an organization with its whole tree. */
export function deleteOrganization(db: Database, { id, root }: OrganizationRow): void {
  deleteTree(db, root);
  ORGANIZATIONS.remove(db, { id });
}

/** The root department. */
export const rootOf = (db: Database, organization: OrganizationRow): DepartmentRow =>
  departmentById(db, organization.root) as DepartmentRow;

function freeCode(db: Database, code: string): void {
  checkCode("organization", code);
  if (organizationByCode(db, code)) throw taken("组织 code", "The organization code", code);
}
