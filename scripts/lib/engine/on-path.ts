import { existsSync, realpathSync } from "node:fs";
import { delimiter, dirname, join, sep } from "node:path";
import { SDK } from "./checkout";
import type { Engine } from "./engine";
import { isExecutable, which } from "./home";
import { CLI, LANGUAGE_HOST, SHIM } from "./parts";
import { run } from "./run";
import { isAtLeast, OLDEST_CLI } from "./versions";

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
    const real = realpathSync(pulumi);
    // The npm package's is a script that downloads the real one when it is run. `npm run` puts this
    // checkout's on PATH, which is not "already there": it is the second way.
    if (real.split(sep).includes("node_modules")) continue;
    if (existsSync(pinnedBin) && dirname(real) === realpathSync(pinnedBin)) return undefined;
    const version = await versionOf(pulumi, env, signal);
    if (version === undefined || !isAtLeast(version, OLDEST_CLI)) continue;
    const path = pathFor(dirname(pulumi), dirname(real), env);
    if (path !== undefined) return { pulumi, path, version, origin: "path" };
  }
  return undefined;
}

/** Of one that is there and can't run there is none. */
async function versionOf(
  file: string,
  env: NodeJS.ProcessEnv,
  signal: AbortSignal,
): Promise<string | undefined> {
  const quiet = { ...env, PULUMI_SKIP_UPDATE_CHECK: "true" };
  const output = run({ file, args: ["version"], env: quiet, limit: 20_000, signal });
  return output.then(
    (text) => /^v?(\d+\.\d+\.\d+\S*)$/m.exec(text)?.[1],
    () => void signal.throwIfAborted(),
  );
}

/**
 * The shim may be missing beside somebody's own CLI. The SDK's folder on PATH makes up for it (the
 * CLI warns that it was found there), since nothing may be written beside what is not ours.
 */
function pathFor(bin: string, real: string, env: NodeJS.ProcessEnv): string | undefined {
  const has = (part: string) =>
    [bin, real].some((folder) => isExecutable(join(folder, part))) || which(part, env).length > 0;
  if (!has(LANGUAGE_HOST)) return undefined;
  return [bin, ...(has(SHIM) ? [] : [SDK])].join(delimiter);
}
