import { type Database } from "../../storage/database";
import { checkCode } from "../wire/codes";
import { Failure, missing } from "../wire/failure";
import { known } from "./keys";
import { deleteResource, resourcesIn } from "./resources";
import { deleteRole, rolesIn } from "./roles";
import { NAMESPACES, type NamespaceRow } from "./tables";

/** Those that every pool has, and nobody makes, renames or deletes. */
export const BUILT_IN = ["default", "system"];

/** Makes the built-in ones of a fresh pool. */
export function createBuiltIn(db: Database): void {
  for (const code of BUILT_IN) NAMESPACES.insert(db, { code, name: code });
}

/** A namespace, or nothing. */
export const findNamespace = (db: Database, code: string) => NAMESPACES.find(db, { code });

/** A namespace, the default one where none is named; 404 where there is none. */
export const namespaceOf = (db: Database, code?: string | null): NamespaceRow =>
  known(findNamespace(db, code || "default"), () => missing("权限组", "The namespace"));

/** By number. */
export const namespaceById = (db: Database, id: number): NamespaceRow =>
  NAMESPACES.find(db, { id }) as NamespaceRow;

/** Those whose code or name holds some words. */
export const namespaces = (db: Database, keywords = ""): NamespaceRow[] =>
  NAMESPACES.list(db, {}, "id").filter(({ code, name }) =>
    `${code}\n${name ?? ""}`.includes(keywords),
  );

/** Makes a namespace; 409 where its code is taken. */
export function createNamespace(db: Database, namespace: Omit<NamespaceRow, "id">): NamespaceRow {
  freeCode(db, namespace.code);
  return NAMESPACES.add(db, namespace);
}

/** Writes the given columns and answers the row; an empty code changes nothing. */
export function updateNamespace(
  db: Database,
  { id, ...before }: NamespaceRow,
  { code, ...columns }: Partial<NamespaceRow>,
): NamespaceRow {
  const renames = code && code !== before.code;
  if (renames) freeCode(db, code);
  return NAMESPACES.change(db, { id }, { ...columns, ...(renames && { code }) });
}

/** Deletes a namespace with its roles and resources. */
export function deleteNamespace(db: Database, { id, code }: NamespaceRow): void {
  if (BUILT_IN.includes(code)) throw builtIn();
  for (const role of rolesIn(db, id)) deleteRole(db, role.id);
  for (const resource of resourcesIn(db, id)) deleteResource(db, resource.id);
  NAMESPACES.remove(db, { id });
}

/** 403 in the words of the vendor's tests. */
const builtIn = () => new Failure(403, "can't use permission namespace code 'default' or 'system'");

function freeCode(db: Database, code: string): void {
  checkCode("namespace", code);
  if (BUILT_IN.includes(code)) throw builtIn();
  if (!findNamespace(db, code)) return;
  throw new Failure(409, `namespace with code ${code} already exists.`);
}
