import { type Database } from "../../storage/database";
import { checkCode } from "../wire/codes";
import { Failure, missing } from "../wire/failure";
import { known, newKey } from "./keys";
import { rolesOfUser, subjectsOfUser } from "./subjects-of-user";
import {
  type GrantKind,
  type GrantRow,
  RESOURCES,
  RESOURCE_GRANTS,
  type ResourceRow,
} from "./tables";

/** Those of a namespace, oldest first. */
export const resourcesIn = (db: Database, namespace: number): ResourceRow[] =>
  RESOURCES.list(db, { namespace }, "id");

/** A resource, or nothing. */
export const findResource = (db: Database, namespace: number, code: string) =>
  RESOURCES.find(db, { namespace, code });

/** A resource; 404 where there is none. */
export const resourceOf = (db: Database, namespace: number, code: string): ResourceRow =>
  known(findResource(db, namespace, code), () => missing("资源", "The resource"));

/** Makes a resource; an empty code is invented, 409 where it is taken. */
export function createResource(db: Database, resource: Omit<ResourceRow, "id">): ResourceRow {
  const code = resource.code === "" ? newKey() : checkCode("resource", resource.code);
  if (findResource(db, resource.namespace, code)) {
    throw new Failure(409, { zh: "资源标识符已存在", en: "The resource code already exists" });
  }
  return RESOURCES.add(db, { ...resource, code });
}

/** Deletes a resource and its grants. */
export function deleteResource(db: Database, id: number): void {
  RESOURCE_GRANTS.remove(db, { resource: id });
  RESOURCES.remove(db, { id });
}

/** What is allowed to one subject, by its name only. */
export const grantsTo = (db: Database, kind: GrantKind, target: number): GrantRow[] =>
  RESOURCE_GRANTS.list(db, { kind, target }, "resource");

/** What is allowed to a user, by name or by their roles, groups and departments and those above. */
export function grantsOfUser(db: Database, user: number): GrantRow[] {
  const [own, ...others] = subjectsOfUser(db, user).map(({ kind, target }) =>
    grantsTo(db, kind, target),
  );
  const ofRoles = rolesOfUser(db, user).flatMap(({ id }) => grantsTo(db, "ROLE", id));
  return [...(own ?? []), ...ofRoles, ...others.flat()];
}
