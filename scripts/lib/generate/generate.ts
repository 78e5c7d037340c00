import { readFileSync } from "node:fs";
import { format, resolveConfig } from "prettier";
import { rulesSchema } from "../../../cli/rules/json-schema";
import { packageSchema } from "../../../provider/adapters/plugin/schema/package";
import type { Kind } from "../../../provider/engine/kind";
import { kinds } from "../../../provider/kinds";
import { companyPicture } from "./company-picture";
import { dynamicModule } from "./dynamic-module";
import { examplePrograms, examplesModule, exampleTexts } from "./examples/examples";
import { planPicture } from "./plan-picture";
import { referenceIndex, referencePage } from "./reference-page";
import { registryIndex, registryInstallation } from "./registry-pages";
import { resourceClass } from "./resource-class";
import { connectionArgs, settingsPage } from "./settings";
import { kebab } from "./types";

const SETTINGS = "docs/configuration.md";

/** All that is made from the kinds, the settings, the rules and the example company: the texts by their paths, as they are checked in. */
export async function generated(): Promise<Map<string, string>> {
  const all: readonly Kind[] = Object.values(kinds);
  const programs = examplePrograms();
  const texts = [
    ...all.flatMap((kind) => [
      [`provider/resources/${kebab(kind.name)}.ts`, resourceClass(kind)] as const,
      [`provider/adapters/dynamic/${kebab(kind.name)}.ts`, dynamicModule(kind)] as const,
      [`docs/resources/${kind.name}.md`, referencePage(kind)] as const,
    ]),
    ["docs/resources/README.md", referenceIndex(all)] as const,
    ["provider/resources/connection-args.ts", connectionArgs()] as const,
    [SETTINGS, settingsPage(readFileSync(SETTINGS, "utf8"))] as const,
    ["docs/identity-rules.schema.json", JSON.stringify(rulesSchema())] as const,
    ["provider/adapters/plugin/schema/examples.ts", examplesModule(programs)] as const,
    ["provider/schema.json", JSON.stringify(packageSchema(exampleTexts(programs)))] as const,
    ["docs/_index.md", registryIndex(programs)] as const,
    ["docs/installation-configuration.md", registryInstallation()] as const,
  ];
  const formatted = texts.map(async ([path, text]) => {
    const options = await resolveConfig(path);
    return [path, await format(text, { ...options, filepath: path })] as const;
  });
  const pictures = [
    ["docs/company.svg", companyPicture()] as const,
    ["docs/plan.svg", planPicture()] as const,
  ];
  return new Map([...(await Promise.all(formatted)), ...pictures]);
}
