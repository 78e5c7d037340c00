import { type Database } from "../../storage/database";
import { checkCode } from "../wire/codes";
import { Failure, missing } from "../wire/failure";
import { insert, update } from "./rows";
import { deleteResource, resourcesIn } from "./resources";
import { deleteRole, rolesIn } from "./roles";

/** A row of `namespaces`: what roles and resources have their codes in. */
export interface NamespaceRow {
  id: number;
  code: string;
  name: string | null;
  description: string | null;
}

/** Those that every pool has, and nobody makes, renames or deletes. */
export const BUILT_IN = ["default", "system"];

/** Makes the built-in ones of a fresh pool. */
export function createBuiltIn(db: Database): void {
  for (const code of BUILT_IN) insert(db, "namespaces", { code, name: code, description: null });
}

/** A namespace, or nothing. */
export function findNamespace(db: Database, code: string): NamespaceRow | undefined {
  return db.get<NamespaceRow>("SELECT * FROM namespaces WHERE code = ?", code);
}

/** A namespace, the default one where none is named; 404 where there is none. */
export function namespaceOf(db: Database, code?: string | null): NamespaceRow {
  const found = findNamespace(db, code || "default");
  if (!found) throw missing("权限组", "The namespace");
  return found;
}

/** By number. */
export function namespaceById(db: Database, id: number): NamespaceRow {
  return db.get<NamespaceRow>("SELECT * FROM namespaces WHERE id = ?", id) as NamespaceRow;
}

/** Those whose code or name holds some words. */
export function namespaces(db: Database, keywords = ""): NamespaceRow[] {
  const all = db.all<NamespaceRow>("SELECT * FROM namespaces ORDER BY id");
  return all.filter(({ code, name }) => `${code}\n${name ?? ""}`.includes(keywords));
}

/** Makes a namespace; 409 where its code is taken. */
export function createNamespace(db: Database, namespace: Omit<NamespaceRow, "id">): NamespaceRow {
  freeCode(db, namespace.code);
  insert(db, "namespaces", namespace);
  return namespaceOf(db, namespace.code);
}

/** Writes the given columns and answers the row; an empty code changes nothing. */
export function updateNamespace(
  db: Database,
  namespace: NamespaceRow,
  { code, ...columns }: Partial<Omit<NamespaceRow, "id">>,
): NamespaceRow {
  const renames = code && code !== namespace.code;
  if (renames) freeCode(db, code);
  update(db, "namespaces", namespace.id, { ...columns, ...(renames && { code }) });
  return namespaceById(db, namespace.id);
}

/** Deletes a namespace with its roles and resources. */
export function deleteNamespace(db: Database, { id, code }: NamespaceRow): void {
  if (BUILT_IN.includes(code)) throw builtIn();
  for (const role of rolesIn(db, id)) deleteRole(db, role.id);
  for (const resource of resourcesIn(db, id)) deleteResource(db, resource.id);
  db.run("DELETE FROM namespaces WHERE id = ?", id);
}

/** 403 in the words of the vendor's tests. */
export const builtIn = () =>
  new Failure(403, "can't use permission namespace code 'default' or 'system'");

function freeCode(db: Database, code: string): void {
  checkCode("namespace", code);
  if (BUILT_IN.includes(code)) throw builtIn();
  if (!findNamespace(db, code)) return;
  throw new Failure(409, `namespace with code ${code} already exists.`);
}
