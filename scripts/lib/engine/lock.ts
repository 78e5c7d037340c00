import { existsSync, mkdirSync, mkdtempSync, readFileSync } from "node:fs";
import { renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { isAlive } from "../process-tree/alive";
import { onExit } from "./cleanup";

/** How to wait for a lock. */
export interface Waiting {
  /** Told once, when somebody else holds it. */
  readonly onWait: (holder: number) => void;
  readonly signal: AbortSignal;
}

/**
 * Runs `work` while nobody else on this machine runs under the same lock: a folder that holds its
 * owner's process id. The lock of a process that is gone counts for nothing.
 */
export async function withLock<T>(
  lock: string,
  { onWait, signal }: Waiting,
  work: () => Promise<T>,
): Promise<T> {
  mkdirSync(dirname(lock), { recursive: true });
  let told = false;
  while (!take(lock)) {
    const holder = ownerOf(lock);
    if (holder === undefined) continue;
    if (!isAlive(holder)) {
      discard(lock, holder);
      continue;
    }
    if (!told) onWait(holder);
    told = true;
    await sleep(200, undefined, { signal }).catch(() => signal.throwIfAborted());
  }
  const release = onExit(() => rmSync(lock, { recursive: true, force: true }));
  try {
    return await work();
  } finally {
    release();
  }
}

/** A folder is renamed onto the lock's name, owner and all, so that no lock is ever without one. */
function take(lock: string): boolean {
  if (existsSync(lock)) return false;
  const mine = mkdtempSync(`${lock}-${process.pid}-`);
  writeFileSync(join(mine, "pid"), String(process.pid));
  try {
    renameSync(mine, lock);
    return true;
  } catch (error) {
    rmSync(mine, { recursive: true, force: true });
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOTEMPTY" || code === "EEXIST") return false;
    throw error;
  }
}

function ownerOf(lock: string): number | undefined {
  try {
    return Number(readFileSync(join(lock, "pid"), "utf8"));
  } catch {
    return undefined; // released in the meantime
  }
}

/** Moved away before it is removed: of two who find the same dead owner, only one can move it. */
function discard(lock: string, owner: number): void {
  const away = `${lock}-${process.pid}-dead`;
  try {
    renameSync(lock, away);
    if (ownerOf(away) === owner) rmSync(away, { recursive: true, force: true });
    else renameSync(away, lock); // the other was quicker, and this is their new one
  } catch {
    // The other was quicker.
  }
}
