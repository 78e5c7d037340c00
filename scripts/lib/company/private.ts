import { randomBytes } from "node:crypto";
import { chmodSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { makePrivate } from "../../../emulator/storage/private-file";
import { FILES, LOCAL, SERVERS } from "./local";

/** Makes a folder that only its owner may look into; closes one that is open to others. */
export function privateFolder(path: string): void {
  mkdirSync(path, { recursive: true, mode: 0o700 });
  chmodSync(path, 0o700);
}

/** A secret of this checkout, readable by its owner only: made once, then kept. */
export function secretFile(path: string): string {
  privateFolder(dirname(path));
  makePrivate(path);
  const kept = readFileSync(path, "utf8").trim();
  if (kept !== "") return kept;
  const secret = randomBytes(18).toString("base64url");
  writeFileSync(path, `${secret}\n`);
  return secret;
}

/**
 * Keeps what this process and its children make from now on to its user, and what earlier runs have
 * left: people's data and secrets are in it.
 */
export function keepPrivate(): void {
  process.umask(0o077);
  privateFolder(LOCAL);
  const data = Object.values(SERVERS).map((server) => server.data);
  [FILES.state, FILES.config, ...data].forEach(closeToOthers);
}

function closeToOthers(path: string): void {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined) return;
  chmodSync(path, found.isDirectory() ? 0o700 : 0o600);
  if (found.isDirectory()) readdirSync(path).forEach((name) => closeToOthers(join(path, name)));
}
