import { type Database } from "../../storage/database";
import { departmentByKey, noDepartment } from "./departments";
import { findGroup, groupOf } from "./groups";
import { known } from "./keys";
import { findNamespace } from "./namespaces";
import { organizationByCode } from "./organizations";
import { findRole } from "./roles";
import { type DepartmentRow, type GroupRow, type TargetKind } from "./tables";
import { findUser, userOf } from "./users";

/** Who can be granted something; an application calls a department `ORG`. */
export type SubjectKind = "USER" | "ROLE" | "GROUP" | "DEPARTMENT" | "ORG";

/** The number of a user, department or group; 404 where there is none. */
export function subjectOf(db: Database, kind: TargetKind, id: string): number {
  if (kind === "USER") return userOf(db, id).id;
  if (kind === "GROUP") return groupOf(db, id).id;
  return known(departmentByKey(db, id), noDepartment).id;
}

/** The number of whoever it is, or nothing. A role is named by its code in a namespace. */
export function findSubject(
  db: Database,
  kind: SubjectKind,
  id: string,
  namespace = "default",
): number | undefined {
  if (kind === "USER") return findUser(db, id)?.id;
  if (kind === "GROUP") return findGroup(db, id)?.id;
  if (kind !== "ROLE") return departmentByKey(db, id)?.id ?? organizationByCode(db, id)?.root;
  const scope = findNamespace(db, namespace);
  return scope && findRole(db, scope.id, id)?.id;
}

/** Where they lie, and their custom data. */
export const TABLES: Record<SubjectKind, string> = {
  USER: "users",
  ROLE: "roles",
  GROUP: "user_groups",
  DEPARTMENT: "departments",
  ORG: "departments",
};

/** What of a subject is shown beside a grant: its id, and its name or what stands for it. */
export function describeSubject(
  db: Database,
  kind: SubjectKind,
  id: number,
): { id: string; name: string } {
  const row = db.get<Partial<GroupRow & DepartmentRow> & { username?: string; profile?: string }>(
    `SELECT * FROM ${TABLES[kind]} WHERE id = ?`,
    id,
  );
  const profile = JSON.parse(row?.profile ?? "{}") as { name?: string };
  const name = row?.name ?? profile.name ?? row?.username ?? row?.code ?? "";
  return { id: row?.key ?? "", name };
}

/** What names a subject in a request: the code of a role or group, else the id. */
export function nameSubject(db: Database, kind: SubjectKind, id: number): string {
  const column = kind === "ROLE" || kind === "GROUP" ? "code" : "key";
  const sql = `SELECT ${column} AS name FROM ${TABLES[kind]} WHERE id = ?`;
  return db.get<{ name: string }>(sql, id)?.name ?? "";
}
