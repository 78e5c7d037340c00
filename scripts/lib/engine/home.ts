import { accessSync, constants, statSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, join } from "node:path";
import { CLI_VERSION } from "./versions";

/** The folders of a user's Pulumi home that matter here. */
export interface Home {
  /** Where every version of the CLI has a folder. */
  readonly versions: string;
  /** Where the executables of the pinned CLI are: the npm package `pulumi` looks there too. */
  readonly bin: string;
  readonly plugins: string;
}

/** The Pulumi home of an environment: `$PULUMI_HOME`, else `~/.pulumi`. */
export function pulumiHome(env: NodeJS.ProcessEnv): Home {
  const root = env.PULUMI_HOME || join(env.HOME || homedir(), ".pulumi");
  const versions = join(root, "versions");
  return { versions, bin: join(versions, CLI_VERSION, "bin"), plugins: join(root, "plugins") };
}

/** Whether there is a file that can be run; an empty one is the trace of a broken copy. */
export function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).size > 0;
  } catch {
    return false;
  }
}

/** Every executable of a name on an environment's PATH, in the order in which a shell finds them. */
export function which(name: string, env: NodeJS.ProcessEnv): string[] {
  const folders = (env.PATH ?? "").split(delimiter).filter((folder) => folder !== "");
  return folders.map((folder) => join(folder, name)).filter(isExecutable);
}
