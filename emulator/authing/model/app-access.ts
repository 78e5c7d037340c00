import { type Database } from "../../storage/database";
import { missing } from "../wire/failure";
import { known } from "./keys";
import { type AccessRow, APP_ACCESS } from "./tables";

/** Lets somebody in or keeps them out; the later of two words on one subject counts. */
export function authorize(
  db: Database,
  { app, kind, target, ...said }: Pick<AccessRow, "app" | "kind" | "target" | "effect" | "inherit">,
): void {
  const subject = { app, kind, target };
  if (APP_ACCESS.has(db, subject)) APP_ACCESS.update(db, subject, { ...said, enabled: 1 });
  else APP_ACCESS.insert(db, { ...subject, ...said });
}

/** One of them by the number that listings tell; 404 where there is none. */
export const accessById = (db: Database, id: string): AccessRow =>
  known(APP_ACCESS.find(db, { id: Number(id) }), () => missing("授权", "The grant"));
