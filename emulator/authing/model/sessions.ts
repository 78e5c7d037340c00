import { createHash, randomBytes } from "node:crypto";
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

/** Keeps what a token stands for, but not the token. */
export function keepSession(db: Database, token: string, session: Session): void {
  db.run(
    "INSERT INTO sessions (hash, kind, app, user, scope, expires) VALUES (?, ?, ?, ?, ?, ?)",
    hash(token),
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
  return db.get<Session>(sql, hash(token), Date.now());
}

/** Ends a token; one that is no good any more is ended already. */
export function endSession(db: Database, token: string): void {
  db.run("DELETE FROM sessions WHERE hash = ?", hash(token));
}

/** A token that is only a name. */
export const newToken = (): string => randomBytes(24).toString("base64url");

const hash = (token: string) => createHash("sha256").update(token).digest("hex");
