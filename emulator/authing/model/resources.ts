import { type Database, type Value } from "../../storage/database";
import { checkCode } from "../wire/codes";
import { Failure, missing } from "../wire/failure";
import { membershipsOf } from "./department-members";
import { pathOf } from "./departments";
import { groupsOfUser } from "./groups";
import { newKey } from "./keys";
import { rolesOfUser } from "./role-targets";
import { insert, update } from "./rows";

/** A row of `resources`. */
export interface ResourceRow {
  id: number;
  namespace: number;
  code: string;
  type: string;
  name: string | null;
  /** Description, actions and so on as JSON. */
  settings: string;
}

/** Who may do something with a resource. */
export type GrantKind = "USER" | "ROLE" | "GROUP" | "DEPARTMENT";

/** A row of `resource_grants`. */
export interface GrantRow {
  resource: number;
  kind: GrantKind;
  target: number;
  /** A list of names as JSON. */
  actions: string;
}

/** Those of a namespace, oldest first. */
export function resourcesIn(db: Database, namespace: number): ResourceRow[] {
  return db.all("SELECT * FROM resources WHERE namespace = ? ORDER BY id", namespace);
}

/** A resource, or nothing. */
export function findResource(
  db: Database,
  namespace: number,
  code: string,
): ResourceRow | undefined {
  return db.get("SELECT * FROM resources WHERE namespace = ? AND code = ?", namespace, code);
}

/** A resource; 404 where there is none. */
export function resourceOf(db: Database, namespace: number, code: string): ResourceRow {
  const found = findResource(db, namespace, code);
  if (!found) throw missing("资源", "The resource");
  return found;
}

/** Makes a resource; an empty code is invented, 409 where it is taken. */
export function createResource(
  db: Database,
  { code, ...resource }: Omit<ResourceRow, "id">,
): ResourceRow {
  const free = code === "" ? newKey() : checkCode("resource", code);
  if (findResource(db, resource.namespace, free)) {
    throw new Failure(409, { zh: "资源标识符已存在", en: "The resource code already exists" });
  }
  insert(db, "resources", { ...resource, code: free });
  return resourceOf(db, resource.namespace, free);
}

/** Writes the given columns and answers the row. */
export function updateResource(
  db: Database,
  resource: ResourceRow,
  columns: Record<string, Value>,
): ResourceRow {
  update(db, "resources", resource.id, columns);
  return resourceOf(db, resource.namespace, resource.code);
}

/** Deletes a resource and its grants. */
export function deleteResource(db: Database, id: number): void {
  db.run("DELETE FROM resource_grants WHERE resource = ?", id);
  db.run("DELETE FROM resources WHERE id = ?", id);
}

/** Allows these actions, and no others any more: nothing takes a grant back (AUTHING.md 2). */
export function allow(db: Database, grant: Omit<GrantRow, "actions">, actions: string[]): void {
  db.run(
    "INSERT OR REPLACE INTO resource_grants (resource, kind, target, actions) VALUES (?, ?, ?, ?)",
    grant.resource,
    grant.kind,
    grant.target,
    JSON.stringify(actions),
  );
}

/** What is allowed to anybody on a resource. */
export function grantsOn(db: Database, resource: number): GrantRow[] {
  return db.all("SELECT * FROM resource_grants WHERE resource = ? ORDER BY kind, target", resource);
}

/** What is allowed to one subject, by its name only. */
export function grantsTo(db: Database, kind: GrantKind, target: number): GrantRow[] {
  return db.all("SELECT * FROM resource_grants WHERE kind = ? AND target = ?", kind, target);
}

/** What is allowed to a user, by name or by his roles, groups and departments and those above. */
export function grantsOfUser(db: Database, user: number): GrantRow[] {
  const departments = membershipsOf(db, user).flatMap(({ department }) => pathOf(db, department));
  return [
    ...grantsTo(db, "USER", user),
    ...rolesOfUser(db, user).flatMap(({ id }) => grantsTo(db, "ROLE", id)),
    ...groupsOfUser(db, user).flatMap(({ id }) => grantsTo(db, "GROUP", id)),
    ...departments.flatMap(({ id }) => grantsTo(db, "DEPARTMENT", id)),
  ];
}
