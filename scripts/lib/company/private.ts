import { chmodSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { FILES, LOCAL, SERVERS } from "./local";
import { privateFolder } from "./private-folder";

/**
 * Keeps what this process and its children make from now on to its user, and what earlier runs have
 * left: people's data and secrets are in it.
 */
export function keepPrivate(): void {
  process.umask(0o077);
  privateFolder(LOCAL);
  for (const path of [
    FILES.state,
    FILES.config,
    ...Object.values(SERVERS).map(({ data }) => data),
  ]) {
    closeToOthers(path);
  }
}

function closeToOthers(path: string): void {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined) return;
  chmodSync(path, found.isDirectory() ? 0o700 : 0o600);
  if (found.isDirectory()) readdirSync(path).forEach((name) => closeToOthers(join(path, name)));
}
