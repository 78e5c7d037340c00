import { dirname, join } from "node:path";
import { goWithin } from "../../../scripts/lib/engine/go";
import { pulumiHome, which } from "../../../scripts/lib/engine/home";
import { CLI_VERSION } from "../../../scripts/lib/engine/versions";

/**
 * The environment of a Go program. What Go downloads and compiles stays in a folder beside the
 * engine, since Pulumi's library takes two minutes the first time.
 * @returns `undefined`, having said so, where there is no Go
 */
export function goEnvironment(): NodeJS.ProcessEnv | undefined {
  if (which("go", process.env).length === 0) {
    console.log("    skipped without Go on PATH");
    return undefined;
  }
  const folder = join(dirname(pulumiHome(process.env).versions), "go", CLI_VERSION);
  // The first writes go.sum as needed, the second leaves a folder that can be removed like any.
  return { ...goWithin(folder), GOFLAGS: "-mod=mod -modcacherw" };
}
