import { type Database } from "../../storage/database";
import { missing } from "../wire/failure";

/** Who may be let into an application, or kept out. */
export type AccessKind = "USER" | "ROLE" | "GROUP" | "ORG";

/** A row of `app_access`. */
export interface AccessRow {
  id: number;
  app: number;
  kind: AccessKind;
  target: number;
  /** `ALLOW` or `DENY`. */
  effect: string;
  inherit: number;
  enabled: number;
}

/** Lets somebody in or keeps him out; the later of two words on one subject counts. */
export function authorize(
  db: Database,
  access: Pick<AccessRow, "app" | "kind" | "target" | "effect"> & { inherit: boolean },
): void {
  db.run(
    `INSERT INTO app_access (app, kind, target, effect, inherit) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (app, kind, target) DO UPDATE SET effect = excluded.effect,
       inherit = excluded.inherit, enabled = 1`,
    access.app,
    access.kind,
    access.target,
    access.effect,
    Number(access.inherit),
  );
}

/** Forgets what was said of a subject. */
export function withdraw(db: Database, app: number, kind: AccessKind, target: number): void {
  db.run("DELETE FROM app_access WHERE app = ? AND kind = ? AND target = ?", app, kind, target);
}

/** What was said of an application, oldest first. */
export function accessOf(db: Database, app: number): AccessRow[] {
  return db.all("SELECT * FROM app_access WHERE app = ? ORDER BY id", app);
}

/** One of them by the number that listings tell; 404 where there is none. */
export function accessById(db: Database, id: string): AccessRow {
  const found = db.get<AccessRow>("SELECT * FROM app_access WHERE id = ?", Number(id));
  if (!found) throw missing("授权", "The grant");
  return found;
}
