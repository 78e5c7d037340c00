import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { CHECKOUT } from "./checkout";
import { type Engine } from "./engine";
import { isExecutable, pulumiHome } from "./home";
import { interruptible } from "./interrupt";
import { LIMITS } from "./limits";
import { run } from "./run";

/** How to look for the random plugin. */
export interface RandomPluginOptions {
  /** Told what happens, a line at a time. @default standard error */
  readonly log?: (line: string) => void;
  /** @default the process's own */
  readonly env?: NodeJS.ProcessEnv;
  /** The time for a download, in milliseconds. @default 1 minute */
  readonly limit?: number;
  /** Where a failed download is remembered. @default `.local/random-plugin.failed` in the checkout */
  readonly stamp?: string;
}

const PLUGIN = "pulumi-resource-random";
const STAND_IN = join(CHECKOUT, "test/engine/random");
const DAY = 24 * 60 * 60 * 1000;

/**
 * The folder of a `random` plugin for this project's examples and tests: the real one, of the
 * version that `@pulumi/random` asks for, else the stand-in. A download that failed is not tried
 * again for a day.
 */
export async function ensureRandomPlugin(
  engine: Engine,
  options: RandomPluginOptions = {},
): Promise<string> {
  const env = options.env ?? process.env;
  const log = options.log ?? ((line: string) => void process.stderr.write(`${line}\n`));
  const stamp = options.stamp ?? join(CHECKOUT, ".local/random-plugin.failed");
  const version = randomVersion();
  const folder = join(pulumiHome(env).plugins, `resource-random-v${version}`);
  if (isExecutable(join(folder, PLUGIN))) return folder;

  let failure = remembered(stamp, version);
  if (failure === undefined) {
    const limit = options.limit ?? LIMITS.plugin;
    log(`downloading the random plugin ${version}: given up after ${limit / 1000} s…`);
    failure = await install(engine, version, env, limit);
  }
  if (failure === undefined && isExecutable(join(folder, PLUGIN))) {
    rmSync(stamp, { force: true });
    return folder;
  }
  const reason = failure ?? "it is not where it should be";
  remember(stamp, version, reason);
  log(
    `the random plugin ${version} can't be downloaded (${reason}): ` +
      "using the stand-in in test/engine/random, which is for trying things out only",
  );
  return STAND_IN;
}

function randomVersion(): string {
  const manifest = require.resolve("@pulumi/random/package.json");
  return (JSON.parse(readFileSync(manifest, "utf8")) as { version: string }).version;
}

/** @returns why it failed, in a few words, or nothing. */
function install(
  engine: Engine,
  version: string,
  env: NodeJS.ProcessEnv,
  limit: number,
): Promise<string | undefined> {
  return interruptible(async (signal) => {
    try {
      await run({
        file: engine.pulumi,
        args: ["plugin", "install", "resource", "random", version, "--color", "never"],
        env: {
          ...env,
          PATH: `${engine.path}${delimiter}${env.PATH ?? ""}`,
          PULUMI_SKIP_UPDATE_CHECK: "true",
        },
        limit,
        signal,
      });
      return undefined;
    } catch (error) {
      signal.throwIfAborted();
      // The CLI names the plugin three times before it comes to the point.
      return error instanceof Error ? error.message.split(": ").at(-1) : String(error);
    }
  });
}

function remembered(stamp: string, version: string): string | undefined {
  try {
    const fresh = Date.now() - statSync(stamp).mtimeMs < DAY;
    const [of, reason] = readFileSync(stamp, "utf8").split("\n");
    return fresh && of === version ? reason : undefined;
  } catch {
    return undefined;
  }
}

/** Keeps the date of the first failure: a day after it, not after the last run, is the next try. */
function remember(stamp: string, version: string, reason: string): void {
  if (remembered(stamp, version) !== undefined) return;
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, `${version}\n${reason}\n`);
}
