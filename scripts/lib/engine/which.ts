import { delimiter, join } from "node:path";
import { isExecutable } from "./home";

/** Every executable of a name on an environment's PATH, in the order in which a shell finds them. */
export function which(name: string, env: NodeJS.ProcessEnv): string[] {
  return (env.PATH ?? "")
    .split(delimiter)
    .filter((folder) => folder !== "")
    .map((folder) => join(folder, name))
    .filter(isExecutable);
}
