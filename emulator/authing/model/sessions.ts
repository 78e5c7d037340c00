import { randomBytes } from "node:crypto";
import { digest } from "../../model/digest";
import { type Database } from "../../storage/database";
import { SESSIONS, type Session } from "./tables";
import { isActive } from "./users";

/** How many tokens of a kind somebody may hold for one app; the one that ends first goes first. */
const HELD = 200;

/** Keeps what a token stands for, but not the token. */
export function keepSession(db: Database, token: string, session: Session): void {
  dropSessions(db, session);
  SESSIONS.insert(db, { ...session, hash: digest(token) });
}

/**
 * What a token stands for, unless it is over. The token of who is suspended, resigned or archived
 * stands for nothing as long as they are: every door asks here.
 */
export function findSession(db: Database, token: string): Session | undefined {
  const session = SESSIONS.find(db, { hash: digest(token) });
  if (session === undefined || session.expires <= Date.now()) return undefined;
  return session.user === null || isActive(db, session.user) ? session : undefined;
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

/** Ends a token of an app's; false for one that is ended already, or another app's. */
export const endSession = (db: Database, token: string, app: number): boolean =>
  SESSIONS.remove(db, { hash: digest(token), app }) > 0;

/** A token that is only a name. */
export const newToken = (): string => randomBytes(24).toString("base64url");
