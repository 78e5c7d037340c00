import { chmodSync, mkdirSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { FILES, LOCAL, SERVERS } from "./local";

/** Makes a folder that only its owner may look into; closes one that is open to others. */
export function privateFolder(path: string): void {
  mkdirSync(path, { recursive: true, mode: 0o700 });
  chmodSync(path, 0o700);
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
