import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { type Database } from "../storage/database";
import { digest } from "./digest";
import { type Row } from "../storage/table";
import { TOKENS } from "./tables";

/** A token lives 30 days from its creation, however much it is used. Milliseconds. */
const LIFESPAN = 30 * 24 * 3600_000;

/** What a token said about itself. */
type TokenState = { userId: number } | "unknown" | "expired";

/**
 * The user's token: they have one, shared by all their logins, and a login answers the same one until
 * it ends. Stored are its hash and the token sealed under a key that only the password yields, so
 * that neither a stolen file nor its reader can use it.
 */
export function issueToken(db: Database, userId: number, key: Buffer | undefined): string {
  const row = TOKENS.find(db, { user_id: userId });
  const known = row?.sealed && key && !isOver(row) ? open(row.sealed, key) : undefined;
  if (known) return known;
  const token = randomBytes(20).toString("hex");
  const sealed = key ? seal(token, key) : null;
  const fresh = { user_id: userId, hash: digest(token), sealed, created: Date.now() };
  TOKENS.insert(db, fresh, "REPLACE");
  return token;
}

/** Whose token it is. */
export function readToken(db: Database, token: string): TokenState {
  const row = TOKENS.find(db, { hash: digest(token) });
  if (!row) return "unknown";
  return isOver(row) ? "expired" : { userId: row.user_id };
}

/** Ends the user's token, for all their sessions. */
export const revokeToken = (db: Database, userId: number) => TOKENS.remove(db, { user_id: userId });

const isOver = (row: Row<typeof TOKENS>) => row.created + LIFESPAN < Date.now();

function seal(token: string, key: Buffer): string {
  const nonce = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", key, nonce);
  const body = Buffer.concat([cipher.update(token, "utf8"), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), body]).toString("base64");
}

function open(sealed: string, key: Buffer): string | undefined {
  const bytes = Buffer.from(sealed, "base64");
  const decipher = createDecipheriv("aes-256-gcm", key, bytes.subarray(0, 12));
  decipher.setAuthTag(bytes.subarray(12, 28));
  try {
    return decipher.update(bytes.subarray(28), undefined, "utf8") + decipher.final("utf8");
  } catch {
    return undefined;
  }
}
