import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { run } from "../../../../scripts/lib/engine/run";

/** Puts the content of a tarball that npm packed into a folder. */
export async function unpack(tarball: string, folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const args = ["-xzf", tarball, "--strip-components=1", "-C", folder];
  await run({ file: "tar", args, cwd: dirname(folder), env: process.env, limit: 60_000 });
}
