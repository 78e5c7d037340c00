import { mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { isAlive } from "../process-tree/alive";
import { onExit } from "./cleanup";
import { CLI_VERSION } from "./versions";

/** How a folder is called that belongs to one run: this module's and those of lock.ts. */
const OF_A_RUN = new RegExp(`^\\.${CLI_VERSION.replaceAll(".", "\\.")}-(?:making|lock)-(\\d+)-`);

/**
 * Lends `work` an empty folder beside the finished versions, so that one rename finishes a file,
 * and removes it afterwards. What a killed run left behind goes first.
 */
export async function withScratch<T>(
  versions: string,
  work: (folder: string) => Promise<T>,
): Promise<T> {
  removeLeftovers(versions);
  const folder = mkdtempSync(join(versions, `.${CLI_VERSION}-making-${process.pid}-`));
  const remove = onExit(() => removeFolder(folder));
  try {
    mkdirSync(join(folder, "tmp"));
    return await work(folder);
  } finally {
    remove();
  }
}

function removeLeftovers(versions: string): void {
  mkdirSync(versions, { recursive: true });
  for (const name of readdirSync(versions)) {
    const pid = OF_A_RUN.exec(name)?.[1];
    if (pid !== undefined && !isAlive(Number(pid))) removeFolder(join(versions, name));
  }
}

function removeFolder(folder: string): void {
  // A process that was killed a moment ago may still have a file to finish.
  rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
}
