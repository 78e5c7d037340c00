import { lstatSync, readdirSync } from "node:fs";
import { join } from "node:path";

/**
 * Calls `onStall` when the files below a folder have not grown for `limit` milliseconds: a download
 * on a slow line may take its time, one on a dead line may not.
 *
 * @returns what ends the watch.
 */
export function watchForStall(
  { folder, limit }: { readonly folder: string; readonly limit: number },
  onStall: () => void,
): () => void {
  let size = -1;
  let since = Date.now();
  const look = () => {
    const now = bytesBelow(folder);
    if (now !== size) since = Date.now();
    else if (Date.now() - since >= limit) onStall();
    size = now;
  };
  const timer = setInterval(look, Math.min(1000, limit / 4));
  return () => clearInterval(timer);
}

function bytesBelow(folder: string): number {
  try {
    return readdirSync(folder, { recursive: true, encoding: "utf8" })
      .map((name) => lstatSync(join(folder, name)))
      .reduce((total, file) => total + (file.isFile() ? file.size : 0), 0);
  } catch {
    return 0; // It is being moved about while it is read; the next look counts it.
  }
}
