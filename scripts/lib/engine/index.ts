import { join } from "node:path";
import type { Engine } from "./engine";
import { isExecutable, pulumiHome } from "./home";
import { interruptible } from "./interrupt";
import { makeEngine } from "./make";
import { findOnPath } from "./on-path";
import { CLI, missingParts } from "./parts";
import { reportOn, type Report } from "./report";
import { CLI_VERSION } from "./versions";

export { EngineUnavailable, type Engine } from "./engine";
export { Interrupted } from "./interrupt";
export { ensureRandomPlugin } from "./random-plugin";

/** How to look for the engine. */
export interface EngineOptions {
  /** @default on standard error */
  readonly report?: Report;
  /** @default the process's own */
  readonly env?: NodeJS.ProcessEnv;
  /** How long a download may bring nothing, in milliseconds. @default 20 s */
  readonly stall?: number;
}

/**
 * Makes sure that there is a Pulumi CLI which runs this project's programs: one already on PATH,
 * else the one that the npm package `pulumi` downloads, else one compiled from source. Writes to the
 * user's Pulumi home only, and leaves nothing half-made there, however it ends.
 *
 * @throws EngineUnavailable when none of the three works.
 * @throws Interrupted on SIGINT, SIGTERM and SIGHUP, when all is cleaned up.
 */
export function ensureEngine(options: EngineOptions = {}): Promise<Engine> {
  const { env = process.env, report = reportOn(process.stderr), stall = 20_000 } = options;
  const home = pulumiHome(env);
  return interruptible(async (signal) => {
    const own = await findOnPath(env, home.bin, signal);
    if (own !== undefined) return own;
    if (missingParts(home.bin).length > 0) {
      await makeEngine(home, { env, stall, report, signal });
    }
    return pinnedEngine(home.bin);
  });
}

function pinnedEngine(bin: string): Engine {
  // A download brings every language's host, a compilation only Node's.
  const downloaded = isExecutable(join(bin, "pulumi-language-go"));
  return {
    pulumi: join(bin, CLI),
    path: bin,
    version: CLI_VERSION,
    origin: downloaded ? "npm" : "source",
  };
}
