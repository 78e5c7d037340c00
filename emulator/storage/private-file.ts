import { chmodSync, closeSync, openSync, statSync } from "node:fs";

/** Its owner reads and writes it, nobody else. */
const PRIVATE = 0o600;

/**
 * Lets nobody but the owner read a file of secrets; makes it first where it does not exist, so that
 * it is never open to others.
 *
 * @throws where it can't be made
 */
export function makePrivate(path: string): void {
  closeSync(openSync(path, "a", PRIVATE));
  tighten(path);
}

/** As `makePrivate`, but what does not exist stays so. Devices, and files of others, are left alone. */
export function tighten(path: string): void {
  try {
    if (statSync(path).isFile()) chmodSync(path, PRIVATE);
  } catch {
    // Not there, or not ours to change.
  }
}
