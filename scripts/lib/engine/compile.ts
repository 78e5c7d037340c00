import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { goToolchain, type Go } from "./go";
import { CLI, LANGUAGE_HOST, type Part } from "./parts";
import type { Report } from "./report";
import { CLI_VERSION, LANGUAGE_HOST_VERSION } from "./versions";
import type { Workshop } from "./workshop";

/** A Go program and the throw-away module that builds it. */
export interface Recipe {
  /** The name of the executable. */
  readonly part: string;
  readonly what: string;
  readonly takes: string;
  readonly module: string;
  readonly version: string;
  /** Within the module. */
  readonly package: string;
  readonly replace?: string;
  /** The program's own source, where it is no package of the module. */
  readonly source?: string;
}

/** Where the Go SDK keeps what `pulumi version` says; plugins ask for it too. */
const VERSION_VARIABLE = "github.com/pulumi/pulumi/sdk/v3/go/common/version.Version";

const RECIPES: readonly Recipe[] = [
  {
    part: LANGUAGE_HOST,
    what: "Pulumi's Node language host",
    takes: "about 1 minute",
    module: "github.com/pulumi/pulumi/sdk/v3",
    version: LANGUAGE_HOST_VERSION,
    package: "nodejs/cmd/pulumi-language-nodejs",
  },
  {
    part: CLI,
    what: "the Pulumi CLI",
    takes: "about 5 minutes",
    module: "github.com/pulumi/pulumi/pkg/v3",
    version: CLI_VERSION,
    package: "cmd/pulumi",
    // Pulumi's own replacement, which does not apply to those who depend on the module.
    replace:
      "github.com/atotto/clipboard => github.com/tgummerer/clipboard v0.0.0-20241001131231-d02d263e614e",
  },
];

/**
 * Compiles the parts named, those that are Go programs, from the Go module proxy. All that Go
 * downloads and caches stays below the scratch folder.
 *
 * @returns the folder of the executables.
 */
export async function compile(
  parts: readonly Part[],
  scratch: string,
  { env, report, signal }: Workshop,
): Promise<string> {
  const go = await goToolchain(scratch, env, signal);
  const bin = join(scratch, "compiled");
  mkdirSync(bin);
  const wanted: readonly string[] = parts;
  for (const recipe of RECIPES.filter(({ part }) => wanted.includes(part))) {
    await compileOne(recipe, { go, scratch, bin, report });
  }
  return bin;
}

/** Where and by what a program is compiled. */
interface Yard {
  readonly go: Go;
  readonly scratch: string;
  /** The folder of the executable. */
  readonly bin: string;
  readonly report: Report;
}

export async function compileOne(recipe: Recipe, { go, scratch, bin, report }: Yard) {
  const { what, takes, version, source } = recipe;
  const module = join(scratch, recipe.part);
  mkdirSync(module);
  writeFileSync(join(module, "go.mod"), goMod(recipe));
  if (source !== undefined) writeFileSync(join(module, "main.go"), source);
  // Outside the module this is one small question, so that a machine without a route fails soon.
  await go(["list", "-m", `${recipe.module}@v${version}`], scratch, 60_000);
  await report.during(`compiling ${what} ${version} from source: ${takes}, once per machine`, () =>
    go(["build", ...buildFlags(recipe, bin)], module, 1_800_000),
  );
}

/**
 * With a Go version of 1.17 or later Go loads only the modules that are needed (some 500 instead of
 * 9,000, which takes minutes); it raises the version by itself to what they ask for.
 */
function goMod({ module, version, replace }: Recipe): string {
  const replaced = replace ? `replace ${replace}\n` : "";
  return `module engine\n\ngo 1.21\n\nrequire ${module} v${version}\n\n${replaced}`;
}

function buildFlags(recipe: Recipe, bin: string): string[] {
  const ldflags = `-s -w -X ${VERSION_VARIABLE}=v${recipe.version}`;
  const { source, module } = recipe;
  const program = source === undefined ? `${module}/${recipe.package}` : ".";
  return ["-ldflags", ldflags, "-o", join(bin, recipe.part), program];
}
