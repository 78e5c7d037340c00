import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Recipe } from "../../../scripts/lib/engine/compile";
import { CLI_VERSION, LANGUAGE_HOST_VERSION } from "../../../scripts/lib/engine/versions";

/** A program that is compiled, and where it goes in the folder of the hosts. */
export interface HostRecipe extends Recipe {
  readonly installed: readonly string[];
}

export const YAML_VERSION = "1.25.0";
const SDK = "github.com/pulumi/pulumi/sdk/v3";
const CLIPBOARD =
  "github.com/atotto/clipboard => github.com/tgummerer/clipboard v0.0.0-20241001131231-d02d263e614e";

/** The Python host starts programs by this script, and is looked up beside it. */
export const EXECUTOR = "pulumi-language-python-exec";
export const executorIn = (scratch: string): string =>
  join(scratch, `go/pkg/mod/${SDK}@v${LANGUAGE_HOST_VERSION}/python/cmd/${EXECUTOR}`);

export const RECIPES: readonly HostRecipe[] = [
  {
    ...{ part: "pulumi-language-python", what: "Pulumi's Python language host" },
    ...{ takes: "about 1 minute", module: SDK, version: LANGUAGE_HOST_VERSION },
    package: "python/cmd/pulumi-language-python",
    installed: ["run/pulumi-language-python"],
  },
  {
    ...{ part: "pulumi-language-go", what: "Pulumi's Go language host" },
    ...{ takes: "about 1 minute", module: SDK, version: LANGUAGE_HOST_VERSION },
    package: "go/pulumi-language-go",
    installed: ["run/pulumi-language-go"],
  },
  {
    ...{ part: "pulumi-language-yaml", what: "Pulumi's YAML language host" },
    ...{ takes: "about 3 minutes", module: "github.com/pulumi/pulumi-yaml", version: YAML_VERSION },
    ...{ package: "cmd/pulumi-language-yaml", replace: CLIPBOARD },
    installed: ["run/pulumi-language-yaml"],
  },
  {
    ...{ part: "generate", what: "Pulumi's generators of libraries" },
    ...{ takes: "about 3 minutes", module: "github.com/pulumi/pulumi/pkg/v3" },
    ...{ version: CLI_VERSION, package: "", replace: CLIPBOARD },
    source: readFileSync(join(__dirname, "generate/main.go"), "utf8"),
    // It goes by the name under which it is called.
    installed: ["python", "go", "nodejs"].map((name) => `generate/pulumi-language-${name}`),
  },
];
