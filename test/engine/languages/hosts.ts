import { chmodSync, copyFileSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { compileOne } from "../../../scripts/lib/engine/compile";
import { goToolchain } from "../../../scripts/lib/engine/go";
import { isExecutable, pulumiHome } from "../../../scripts/lib/engine/home";
import { withLock } from "../../../scripts/lib/engine/lock";
import { lineReport } from "../../../scripts/lib/engine/report";
import { CLI_VERSION, LANGUAGE_HOST_VERSION } from "../../../scripts/lib/engine/versions";
import { EXECUTOR, executorIn, RECIPES, YAML_VERSION, type HostRecipe } from "./recipes";

/** Where the hosts of other languages are. */
export interface Hosts {
  /** Of what runs YAML, Python and Go programs. */
  readonly run: string;
  /** Of what makes libraries for Python, Go and TypeScript out of a schema. */
  readonly generate: string;
}

const report = lineReport((line) => void process.stderr.write(`  ${line}\n`));
const { signal } = new AbortController();

/**
 * The same for a hook of tests, with the time that compiling them takes. Its tests are left out
 * where they can't be compiled, as without Go: `languageHosts` has said so.
 */
export async function hostsOrSkip(hook: Mocha.Context): Promise<Hosts> {
  hook.timeout(2_400_000);
  return (await languageHosts()) ?? hook.skip();
}

/**
 * The language hosts, in a folder beside the engine that is made once per machine.
 * @returns `undefined`, having said so, where they can't be compiled
 */
export async function languageHosts(): Promise<Hosts | undefined> {
  const home = dirname(pulumiHome(process.env).versions);
  const folder = join(home, "languages", `${CLI_VERSION}-${YAML_VERSION}-${LANGUAGE_HOST_VERSION}`);
  const onWait = (holder: number) => report.line(`waiting for process ${holder}, which makes them`);
  try {
    if (missingIn(folder).length > 0) {
      await withLock(`${folder}.lock`, { onWait, signal }, () => makeMissing(folder));
    }
    return { run: join(folder, "run"), generate: join(folder, "generate") };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    console.log(`    skipped without Pulumi's hosts of other languages: ${reason}`);
    return undefined;
  }
}

const missingIn = (folder: string): HostRecipe[] =>
  RECIPES.filter(({ installed }) => !installed.every((name) => isExecutable(join(folder, name))));

async function makeMissing(folder: string): Promise<void> {
  const scratch = `${folder}.making`;
  const clear = () => rmSync(scratch, { recursive: true, force: true, maxRetries: 10 });
  clear(); // what a killed run left
  mkdirSync(join(scratch, "tmp"), { recursive: true });
  try {
    const go = await goToolchain(scratch, process.env, signal);
    const bin = join(scratch, "bin");
    for (const recipe of missingIn(folder)) {
      await compileOne(recipe, { go, scratch, bin, report });
      if (recipe.part === "pulumi-language-python") {
        put(executorIn(scratch), join(folder, "run", EXECUTOR));
      }
      for (const name of recipe.installed) put(join(bin, recipe.part), join(folder, name));
    }
  } finally {
    clear();
  }
}

/** In one step, so that nobody ever runs half a file. */
function put(from: string, to: string): void {
  mkdirSync(dirname(to), { recursive: true });
  copyFileSync(from, `${to}.part`);
  chmodSync(`${to}.part`, 0o755);
  renameSync(`${to}.part`, to);
}
