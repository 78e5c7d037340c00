import { mkdirSync, readlinkSync, renameSync, rmSync, symlinkSync } from "node:fs";
import { dirname } from "node:path";
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
 * Runs `work` while nobody else on this machine runs under the same lock: a link that leads to its
 * owner's process id, made in one step. The lock of a process that is gone counts for nothing.
 */
export async function withLock<T>(
  lock: string,
  { onWait, signal }: Waiting,
  work: () => Promise<T>,
): Promise<T> {
  mkdirSync(dirname(lock), { recursive: true });
  for (let told = false; !take(lock);) {
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
  const release = onExit(() => rmSync(lock, { force: true }));
  try {
    return await work();
  } finally {
    release();
  }
}

function take(lock: string): boolean {
  try {
    symlinkSync(String(process.pid), lock);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

/** Nobody, where it was released in the meantime; no number, where it is no link. */
function ownerOf(lock: string): number | undefined {
  try {
    return Number(readlinkSync(lock));
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "ENOENT" ? undefined : NaN;
  }
}

/** Moved away before it is removed: of two who find the same dead owner, only one can move it. */
function discard(lock: string, owner: number): void {
  const away = `${lock}-${process.pid}-dead`;
  try {
    renameSync(lock, away);
    if (Object.is(ownerOf(away), owner)) rmSync(away, { recursive: true, force: true });
    else renameSync(away, lock); // the other was quicker, and this is their new one
  } catch {
    // The other was quicker.
  }
}
