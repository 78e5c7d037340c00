import { realpathSync } from "node:fs";
import { delimiter, dirname, join, sep } from "node:path";
import { SDK } from "./checkout";
import { type Engine } from "./engine";
import { isExecutable } from "./home";
import { CLI, LANGUAGE_HOST, SHIM } from "./parts";
import { run } from "./run";
import { isAtLeast, OLDEST_CLI } from "./versions";
import { which } from "./which";

/**
 * The first CLI on PATH that is new enough and has a Node language host; nothing is installed for
 * it. One below the pinned version's own folder is left to the next way, which can repair it.
 */
export async function findOnPath(
  env: NodeJS.ProcessEnv,
  pinnedBin: string,
  signal: AbortSignal,
): Promise<Engine | undefined> {
  for (const pulumi of which(CLI, env)) {
    if (isLauncher(pulumi)) continue;
    if (dirname(realpathSync(pulumi)) === safeRealpath(pinnedBin)) return undefined;
    const version = await versionOf(pulumi, env, signal);
    if (version === undefined || !isAtLeast(version, OLDEST_CLI)) continue;
    const path = pathFor(pulumi, env);
    if (path !== undefined) return { pulumi, path, version, origin: "path" };
  }
  return undefined;
}

/**
 * The npm package's `pulumi` is a script that downloads the real one when it is run. `npm run` puts
 * this checkout's on PATH, which is not «already there»: it is the second way.
 */
function isLauncher(pulumi: string): boolean {
  return realpathSync(pulumi).split(sep).includes("node_modules");
}

async function versionOf(
  pulumi: string,
  env: NodeJS.ProcessEnv,
  signal: AbortSignal,
): Promise<string | undefined> {
  try {
    const output = await run({
      file: pulumi,
      args: ["version"],
      env: { ...env, PULUMI_SKIP_UPDATE_CHECK: "true" },
      limit: 20_000,
      signal,
    });
    return /^v?(\d+\.\d+\.\d+\S*)$/m.exec(output)?.[1];
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof Error) return undefined; // it is there and can't run: not a CLI to use
    throw error;
  }
}

/**
 * The shim may be missing beside somebody's own CLI. The SDK's folder on PATH makes up for it (the
 * CLI warns that it was found there), since nothing may be written beside what is not ours.
 */
function pathFor(pulumi: string, env: NodeJS.ProcessEnv): string | undefined {
  const bins = [...new Set([dirname(pulumi), dirname(realpathSync(pulumi))])];
  const has = (part: string) =>
    bins.some((bin) => isExecutable(join(bin, part))) || which(part, env).length > 0;
  if (!has(LANGUAGE_HOST)) return undefined;
  return [dirname(pulumi), ...(has(SHIM) ? [] : [SDK])].join(delimiter);
}

function safeRealpath(path: string): string | undefined {
  try {
    return realpathSync(path);
  } catch {
    return undefined;
  }
}
