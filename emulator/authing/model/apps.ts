import { randomBytes } from "node:crypto";
import { type Database } from "../../storage/database";
import { checkCode } from "../wire/codes";
import { Failure, missing } from "../wire/failure";
import { known, newKey, now } from "./keys";
import { APPS, APP_ACCESS, type AppRow, SESSIONS } from "./tables";

/** An app; 404 where there is none. */
export const appOf = (db: Database, key: string): AppRow =>
  known(APPS.find(db, { key }), () => missing("应用", "The application", 2011));

/** All of them, oldest first. */
export const apps = (db: Database): AppRow[] => APPS.list(db, {}, "id");

/** Makes an app; 409 where its identifier is taken. */
export function createApp(
  db: Database,
  app: Pick<AppRow, "identifier" | "name" | "settings">,
): AppRow {
  if (app.identifier !== null) freeIdentifier(db, app.identifier);
  const fresh = { key: newKey(), secret: newSecret(), strategy: "ALLOW_ALL", created: now() };
  return APPS.add(db, { ...app, ...fresh });
}

/** Writes the given columns and answers the row. */
export function updateApp(db: Database, { id, ...app }: AppRow, columns: Partial<AppRow>): AppRow {
  const { identifier } = columns;
  if (identifier && identifier !== app.identifier) freeIdentifier(db, identifier);
  return APPS.change(db, { id }, columns);
}

/** Deletes an app and the access that was granted to it. */
export function deleteApp(db: Database, app: number): void {
  APP_ACCESS.remove(db, { app });
  SESSIONS.remove(db, { app });
  APPS.remove(db, { id: app });
}

/** A client's secret. */
export const newSecret = (): string => randomBytes(16).toString("hex");

/** The identifier is the first label of the app's domain, so it is the pool's only one. */
function freeIdentifier(db: Database, identifier: string): void {
  checkCode("application", identifier);
  if (!APPS.has(db, { identifier })) return;
  throw new Failure(409, { zh: "应用标识符已被占用", en: "The app identifier is taken" }, 2039);
}
