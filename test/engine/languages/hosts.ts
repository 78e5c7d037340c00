import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { compileOne, type Recipe } from "../../../scripts/lib/engine/compile";
import { goToolchain } from "../../../scripts/lib/engine/go";
import { pulumiHome } from "../../../scripts/lib/engine/home";
import { lineReport } from "../../../scripts/lib/engine/report";
import { CLI_VERSION, LANGUAGE_HOST_VERSION } from "../../../scripts/lib/engine/versions";

/** Where the hosts of other languages are. */
export interface Hosts {
  /** Of what runs YAML and Python programs. */
  readonly run: string;
  /** Of what makes libraries for Python and Go out of a schema. */
  readonly generate: string;
}

const YAML_VERSION = "1.25.0";
const SDK = "github.com/pulumi/pulumi/sdk/v3";
/** The Python host starts programs by it. */
const EXECUTOR = "pulumi-language-python-exec";
const CLIPBOARD =
  "github.com/atotto/clipboard => github.com/tgummerer/clipboard v0.0.0-20241001131231-d02d263e614e";

const RECIPES: readonly Recipe[] = [
  {
    ...{ part: "pulumi-language-python", what: "Pulumi's Python language host" },
    ...{ takes: "about 1 minute", module: SDK, version: LANGUAGE_HOST_VERSION },
    package: "python/cmd/pulumi-language-python",
  },
  {
    ...{ part: "pulumi-language-yaml", what: "Pulumi's YAML language host" },
    ...{ takes: "about 3 minutes", module: "github.com/pulumi/pulumi-yaml", version: YAML_VERSION },
    ...{ package: "cmd/pulumi-language-yaml", replace: CLIPBOARD },
  },
  {
    ...{ part: "generate", what: "Pulumi's generators of libraries" },
    ...{
      takes: "about 3 minutes",
      module: "github.com/pulumi/pulumi/pkg/v3",
      version: CLI_VERSION,
    },
    ...{ package: "", replace: CLIPBOARD },
    source: readFileSync(join(__dirname, "generate/main.go"), "utf8"),
  },
];

/**
 * The language hosts, in a folder beside the engine that is made once per machine.
 * @returns `undefined`, having said so, where they can't be compiled
 */
export async function languageHosts(): Promise<Hosts | undefined> {
  const home = dirname(pulumiHome(process.env).versions);
  const folder = join(home, "languages", `${CLI_VERSION}-${YAML_VERSION}-${LANGUAGE_HOST_VERSION}`);
  const hosts = { run: join(folder, "run"), generate: join(folder, "generate") };
  if (existsSync(folder)) return hosts;
  try {
    await make(folder);
    return hosts;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    console.log(`    skipped without Pulumi's hosts of other languages: ${reason}`);
    return undefined;
  }
}

/** Made apart and put in place at once: what was cut short is never taken for a whole one. */
async function make(folder: string): Promise<void> {
  const scratch = `${folder}.${process.pid}`;
  const [run, generate] = [join(scratch, "made/run"), join(scratch, "made/generate")];
  for (const each of [run, generate, join(scratch, "tmp")]) mkdirSync(each, { recursive: true });
  try {
    const go = await goToolchain(scratch, process.env, new AbortController().signal);
    const report = lineReport((line) => void process.stderr.write(`  ${line}\n`));
    for (const recipe of RECIPES) await compileOne(recipe, { go, scratch, bin: run, report });
    copyFileSync(executorIn(scratch), join(run, EXECUTOR));
    chmodSync(join(run, EXECUTOR), 0o755);
    // It goes by the name under which it is called.
    for (const language of ["python", "go"]) {
      copyFileSync(join(run, "generate"), join(generate, `pulumi-language-${language}`));
    }
    rmSync(join(run, "generate"));
    if (!existsSync(folder)) renameSync(join(scratch, "made"), folder);
  } finally {
    rmSync(scratch, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
  }
}

const executorIn = (scratch: string): string =>
  join(scratch, `go/pkg/mod/${SDK}@v${LANGUAGE_HOST_VERSION}/python/cmd/${EXECUTOR}`);
