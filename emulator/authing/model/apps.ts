import { randomBytes } from "node:crypto";
import { type Database } from "../../storage/database";
import { checkCode } from "../wire/codes";
import { Failure, missing } from "../wire/failure";
import { newKey, now } from "./keys";
import { insert, update } from "./rows";

/** A row of `apps`. */
export interface AppRow {
  id: number;
  /** What the API calls `appId`: a client's id too. */
  key: string;
  identifier: string | null;
  name: string;
  secret: string;
  /** `ALLOW_ALL` or `DENY_ALL`: who is let in that no grant speaks of. */
  strategy: string;
  /** Everything else as JSON by the API's names. */
  settings: string;
  created: string;
}

/** An app, or nothing. */
export function findApp(db: Database, key: string): AppRow | undefined {
  return db.get<AppRow>("SELECT * FROM apps WHERE key = ?", key);
}

/** An app; 404 where there is none. */
export function appOf(db: Database, key: string): AppRow {
  const found = findApp(db, key);
  if (!found) throw missing("应用", "The application", 2011);
  return found;
}

/** All of them, oldest first. */
export function apps(db: Database): AppRow[] {
  return db.all("SELECT * FROM apps ORDER BY id");
}

/** Makes an app; 409 where its identifier is taken. */
export function createApp(
  db: Database,
  app: Pick<AppRow, "identifier" | "name" | "settings">,
): AppRow {
  if (app.identifier !== null) freeIdentifier(db, app.identifier);
  const key = newKey();
  insert(db, "apps", { ...app, key, secret: newSecret(), strategy: "ALLOW_ALL", created: now() });
  return appOf(db, key);
}

/** Writes the given columns and answers the row. */
export function updateApp(
  db: Database,
  app: AppRow,
  columns: Partial<Pick<AppRow, "identifier" | "name" | "settings" | "strategy" | "secret">>,
): AppRow {
  const { identifier } = columns;
  if (identifier && identifier !== app.identifier) freeIdentifier(db, identifier);
  update(db, "apps", app.id, columns);
  return appOf(db, app.key);
}

/** Deletes an app and the access that was granted to it. */
export function deleteApp(db: Database, id: number): void {
  db.run("DELETE FROM app_access WHERE app = ?", id);
  db.run("DELETE FROM sessions WHERE app = ?", id);
  db.run("DELETE FROM apps WHERE id = ?", id);
}

/** A client's secret. */
export const newSecret = (): string => randomBytes(16).toString("hex");

/** The identifier is the first label of the app's domain, so it is the pool's only one. */
function freeIdentifier(db: Database, identifier: string): void {
  checkCode("application", identifier);
  if (!db.get("SELECT 1 FROM apps WHERE identifier = ?", identifier)) return;
  throw new Failure(409, { zh: "应用标识符已被占用", en: "The app identifier is taken" }, 2039);
}
