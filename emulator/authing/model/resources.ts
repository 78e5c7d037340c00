import { type Database } from "../../storage/database";

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

/** Those of a namespace, oldest first. */
export function resourcesIn(db: Database, namespace: number): ResourceRow[] {
  return db.all("SELECT * FROM resources WHERE namespace = ? ORDER BY id", namespace);
}

/** Deletes a resource and its grants. */
export function deleteResource(db: Database, id: number): void {
  db.run("DELETE FROM resource_grants WHERE resource = ?", id);
  db.run("DELETE FROM resources WHERE id = ?", id);
}
