import { randomBytes } from "node:crypto";
import { type Database } from "../storage/database";

/** What a management client must know, and what the server keeps for itself. */
export interface PoolKeys {
  userPoolId: string;
  accessKeyId: string;
  accessKeySecret: string;
  /** Signs tokens. */
  tokenSecret: string;
}

const hex = (bytes: number) => () => randomBytes(bytes).toString("hex");

const MAKERS: [keyof PoolKeys, () => string][] = [
  ["userPoolId", hex(12)],
  ["accessKeyId", hex(12)],
  ["accessKeySecret", hex(16)],
  ["tokenSecret", hex(32)],
];

/**
 * The keys in the file, made where there are none; given ones replace them. In clear, because a
 * signature is checked with the secret itself.
 */
export function poolKeys(
  db: Database,
  given: { [K in keyof PoolKeys]?: string | undefined },
): PoolKeys {
  const keys = MAKERS.map(([name, make]) => {
    const key = given[name] ?? read(db, name) ?? make();
    write(db, name, key);
    return [name, key] as const;
  });
  return Object.fromEntries(keys) as Record<keyof PoolKeys, string>;
}

const read = (db: Database, key: string) =>
  db.get<{ value: string }>("SELECT value FROM settings WHERE key = ?", key)?.value;

const write = (db: Database, key: string, value: string) =>
  db.run("INSERT OR REPLACE INTO settings (key, value) VALUES (?, ?)", key, value);
