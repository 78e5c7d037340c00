import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { CHECKOUT } from "./checkout";
import type { Engine } from "./engine";
import { isExecutable, pulumiHome } from "./home";
import { interruptible } from "./interrupt";
import { reportOn, type Report } from "./report";
import { run } from "./run";

/** How to look for the random plugin. */
export interface RandomPluginOptions {
  /** @default on standard error */
  readonly report?: Report;
  /** @default the process's own */
  readonly env?: NodeJS.ProcessEnv;
  /** Where a failed download is remembered. @default `.local/random-plugin.failed` in the checkout */
  readonly stamp?: string;
}

const STAND_IN = join(CHECKOUT, "test/engine/random");
const STAMP = join(CHECKOUT, ".local/random-plugin.failed");
const DAY = 24 * 60 * 60 * 1000;
const LIMIT = 60_000;

/**
 * The folder of a `random` plugin for this project's examples and tests: the real one, of the
 * version that `@pulumi/random` asks for, else the stand-in. A download that failed is not tried
 * again for a day.
 */
export async function ensureRandomPlugin(
  engine: Engine,
  options: RandomPluginOptions = {},
): Promise<string> {
  const { env = process.env, report = reportOn(process.stderr), stamp = STAMP } = options;
  const version = randomVersion();
  const folder = join(pulumiHome(env).plugins, `resource-random-v${version}`);
  const isThere = () => isExecutable(join(folder, "pulumi-resource-random"));
  if (isThere()) return folder;
  let reason = remembered(stamp, version);
  if (reason === undefined) {
    report.line(`downloading the random plugin ${version}: given up after ${LIMIT / 1000} s…`);
    reason = (await install(engine, version, env)) ?? "it is not where it should be";
    rmSync(stamp, { force: true });
    if (isThere()) return folder;
    mkdirSync(dirname(stamp), { recursive: true });
    writeFileSync(stamp, `${version}\n${reason}\n`);
  }
  report.line(
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
): Promise<string | undefined> {
  const PATH = `${engine.path}${delimiter}${env.PATH ?? ""}`;
  return interruptible(async (signal) => {
    try {
      await run({
        file: engine.pulumi,
        args: ["plugin", "install", "resource", "random", version, "--color", "never"],
        env: { ...env, PATH, PULUMI_SKIP_UPDATE_CHECK: "true" },
        limit: LIMIT,
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
    const isFresh = Date.now() - statSync(stamp).mtimeMs < DAY;
    const [of, reason] = readFileSync(stamp, "utf8").split("\n");
    return isFresh && of === version ? reason : undefined;
  } catch {
    return undefined;
  }
}
