import { readFileSync } from "node:fs";
import { format, resolveConfig } from "prettier";
import type { Kind } from "../../../provider/engine/kind";
import { kinds } from "../../../provider/kinds";
import { dynamicModule } from "./dynamic-module";
import { referenceIndex, referencePage } from "./reference-page";
import { resourceClass } from "./resource-class";
import { packageSchema } from "./schema";
import { kebab } from "./types";

/** All that is made from the kinds: the texts by their paths, as they are checked in. */
export async function generated(): Promise<Map<string, string>> {
  const all: readonly Kind[] = Object.values(kinds);
  const { version } = JSON.parse(readFileSync("package.json", "utf8")) as { version: string };
  const texts = [
    ...all.flatMap((kind) => [
      [`provider/resources/${kebab(kind.name)}.ts`, resourceClass(kind)] as const,
      [`provider/adapters/dynamic/${kebab(kind.name)}.ts`, dynamicModule(kind)] as const,
      [`docs/resources/${kind.name}.md`, referencePage(kind)] as const,
    ]),
    ["docs/resources/README.md", referenceIndex(all)] as const,
    ["provider/schema.json", JSON.stringify(packageSchema(all, version))] as const,
  ];
  const formatted = texts.map(async ([path, text]) => {
    const options = await resolveConfig(path);
    return [path, await format(text, { ...options, filepath: path })] as const;
  });
  return new Map(await Promise.all(formatted));
}
