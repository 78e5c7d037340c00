import { type Database } from "./database";

/** What a data file holds: one API's objects. */
export interface Schema {
  /** Whose objects: what users call the API. */
  api: string;
  /** Tells the files of the APIs apart: SQLite's `application_id`. */
  application: number;
  /** The version of the tables, kept in the file: an unknown one is refused, not guessed at. */
  version: number;
  tables: { readonly ddl: string }[];
}

/** Makes the tables of a fresh file; true when it was fresh. Throws on a file of another kind. */
export function prepareSchema(db: Database, schema: Schema): boolean {
  const version = pragma(db, "user_version");
  if (version === 0) {
    const tables = schema.tables.map(({ ddl }) => `${ddl};`).join("\n");
    db.exec(`${tables}
      PRAGMA user_version = ${schema.version}; PRAGMA application_id = ${schema.application};`);
    return true;
  }
  if (pragma(db, "application_id") !== schema.application) {
    throw new Error(`the data file is not of the API ${schema.api}: give another --api or --data`);
  }
  if (version !== schema.version) {
    throw new Error(
      `the data file has version ${version}, this server reads version ${schema.version}`,
    );
  }
  return false;
}

const pragma = (db: Database, name: "user_version" | "application_id"): number =>
  db.get<Record<string, number>>(`PRAGMA ${name}`)?.[name] ?? 0;
