import { lstatSync, readdirSync } from "node:fs";
import { join } from "node:path";

/**
 * Calls `onStall` once, when the files below a folder have not grown for `limit` milliseconds: a
 * download on a slow line may take its time, one on a dead line may not.
 *
 * @returns what ends the watch.
 */
export function watchForStall(
  watch: { readonly folder: string; readonly limit: number } | undefined,
  onStall: (limit: number) => void,
): () => void {
  if (watch === undefined) return () => undefined;
  let size = -1;
  let since = Date.now();
  const timer = setInterval(
    () => {
      const now = bytesBelow(watch.folder);
      if (now !== size) {
        size = now;
        since = Date.now();
      } else if (Date.now() - since >= watch.limit) {
        clearInterval(timer);
        onStall(watch.limit);
      }
    },
    Math.min(1000, watch.limit / 4),
  );
  return () => clearInterval(timer);
}

function bytesBelow(folder: string): number {
  let total = 0;
  try {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const path = join(folder, entry.name);
      total += entry.isDirectory() ? bytesBelow(path) : lstatSync(path).size;
    }
  } catch {
    // It is being moved about while it is read; the next look counts it.
  }
  return total;
}
