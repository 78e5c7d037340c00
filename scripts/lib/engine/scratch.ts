import { mkdirSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { onExit } from "./cleanup";
import { CLI_VERSION } from "./versions";

const NAME = `.${CLI_VERSION}-making`;

/**
 * Lends `work` an empty folder beside the finished versions, so that one rename finishes a file,
 * and removes it afterwards. Needs the lock: what is there before was left by a killed run.
 */
export async function withScratch<T>(
  versions: string,
  work: (folder: string) => Promise<T>,
): Promise<T> {
  const folder = join(versions, NAME);
  const clear = () => {
    const names = readdirSync(versions).filter((name) => name.startsWith(NAME));
    // A process that was killed a moment ago may still have a file to finish.
    const options = { recursive: true, force: true, maxRetries: 10, retryDelay: 50 };
    for (const name of names) rmSync(join(versions, name), options);
  };
  clear();
  const remove = onExit(clear);
  try {
    mkdirSync(join(folder, "tmp"), { recursive: true });
    return await work(folder);
  } finally {
    remove();
  }
}
