import { randomBytes } from "node:crypto";
import { digest } from "../../model/digest";
import { type Database } from "../../storage/database";

/** What a token stands for. */
export interface Session {
  kind: "access" | "refresh";
  app: number;
  /** Nobody for an app that acts for itself. */
  user: number | null;
  scope: string;
  /** Milliseconds. */
  expires: number;
}

/** How many tokens of a kind somebody may hold for one app; the one that ends first goes first. */
const HELD = 200;

/** Keeps what a token stands for, but not the token. */
export function keepSession(db: Database, token: string, session: Session): void {
  dropSessions(db, session);
  db.run(
    "INSERT INTO sessions (hash, kind, app, user, scope, expires) VALUES (?, ?, ?, ?, ?, ?)",
    digest(token),
    session.kind,
    session.app,
    session.user,
    session.scope,
    session.expires,
  );
}

/** What a token stands for, unless it is over. */
export function findSession(db: Database, token: string): Session | undefined {
  const sql = "SELECT * FROM sessions WHERE hash = ? AND expires > ?";
  return db.get<Session>(sql, digest(token), Date.now());
}

/** Drops what is over of the same holder, kind and app, and what would be too many with one more. */
function dropSessions(db: Database, { kind, app, user }: Session): void {
  const same = "FROM sessions WHERE user IS ? AND app = ? AND kind = ?";
  const good = `SELECT hash ${same} AND expires > ? ORDER BY expires DESC LIMIT ${HELD - 1}`;
  const holder = [user, app, kind];
  db.run(`DELETE ${same} AND hash NOT IN (${good})`, ...holder, ...holder, Date.now());
}

/** Drops what is over of everybody: of those too who do not come back. */
export function dropOldSessions(db: Database): void {
  db.run("DELETE FROM sessions WHERE expires <= ?", Date.now());
}

/** Ends a token; false for one that is ended already. */
export function endSession(db: Database, token: string): boolean {
  return db.run("DELETE FROM sessions WHERE hash = ?", digest(token)).changes > 0;
}

/** A token that is only a name. */
export const newToken = (): string => randomBytes(24).toString("base64url");
