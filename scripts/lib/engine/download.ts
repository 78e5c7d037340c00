import { join } from "node:path";
import type { Workshop } from "./workshop";
import { run } from "./run";
import { CLI_VERSION } from "./versions";

/**
 * Has the npm package `pulumi` download the CLI with all its helpers, into a scratch folder.
 *
 * @returns the folder of the executables.
 */
export async function download(scratch: string, { env, stall, signal }: Workshop): Promise<string> {
  await run({
    file: process.execPath,
    args: [require.resolve("pulumi/run.js"), "version"], // which also proves that it runs here
    env: {
      ...env,
      PULUMI_HOME: scratch,
      PULUMI_VERSION: CLI_VERSION,
      PULUMI_SKIP_UPDATE_CHECK: "true",
      TMPDIR: join(scratch, "tmp"),
    },
    limit: 600_000,
    stall: { folder: scratch, limit: stall },
    signal,
  });
  return join(scratch, "versions", CLI_VERSION, "bin");
}
