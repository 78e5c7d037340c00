import { packageSchema } from "../../../../provider/adapters/plugin/schema/package";
import { orgTreeExample } from "../../../../provider/adapters/plugin/schema/org-tree";
import { kinds } from "../../../../provider/kinds";
import { inGo, type GoType } from "./go";
import { parseExample, type Made } from "./parse";
import { inPython } from "./python";
import { inTypeScript } from "./typescript";
import { whole } from "./whole";
import { inYaml } from "./yaml";

/** The languages of the examples, as Pulumi's registry calls them. */
export const LANGUAGES = ["typescript", "python", "go", "yaml"] as const;
export type Language = (typeof LANGUAGES)[number];
export type Programs = Readonly<Record<Language, string>>;

/** A whole program for each kind and the component, in each language: made from its one example. */
export function examplePrograms(): ReadonlyMap<string, Programs> {
  const ofKinds = Object.values(kinds).map(({ name, example }): [string, Made[]] => [
    name,
    parseExample(example),
  ]);
  const all = new Map(ofKinds.flatMap(([, made]) => made.map((one) => [one.variable, one])));
  const examples = new Map([...ofKinds, ["OrgTree", parseExample(orgTreeExample)] as const]);
  const typeOf = types();
  return new Map(
    [...examples].map(([name, example]) => {
      const program = whole(example, all);
      const programs = {
        typescript: inTypeScript(program),
        python: inPython(program, (path) => `${typeOf(path).$ref?.split(":").at(-1)}Args`),
        go: inGo(program, typeOf),
        yaml: inYaml(program),
      };
      return [name, programs];
    }),
  );
}

interface Schema {
  readonly resources: Readonly<Record<string, { readonly inputProperties: Types }>>;
  readonly types: Readonly<Record<string, { readonly properties?: Types }>>;
}
type Types = Readonly<Record<string, GoType>>;

/** Finds the type of a value by its path in the schema; of what may be off, its settings. */
function types(): (path: string) => GoType {
  const { resources, types: named } = packageSchema() as Schema;
  return (path) => {
    const [kind = "", ...keys] = path.split(".");
    let properties = resources[`identity:index:${kind}`]?.inputProperties ?? {};
    let found: GoType = {};
    for (const key of keys) {
      const { oneOf, ...type } = properties[key] ?? {};
      found = oneOf?.find(({ $ref }) => $ref !== undefined) ?? { ...type, ...(oneOf && { oneOf }) };
      properties = named[found.$ref?.replace("#/types/", "") ?? ""]?.properties ?? {};
    }
    return found;
  };
}

/** The examples as the schema has them: each language's generator takes its own. */
export const exampleTexts = (programs: ReadonlyMap<string, Programs>): Record<string, string> =>
  Object.fromEntries([...programs].map(([name, program]) => [name, described(program)]));

/** A module with these. */
export const examplesModule = (programs: ReadonlyMap<string, Programs>): string =>
  [
    "// Made from the kinds' examples by `npm run generate`.",
    "/** By resource, as Markdown: one example in each language. */",
    `export const examples: Readonly<Record<string, string>> = ${JSON.stringify(exampleTexts(programs))};`,
  ].join("\n");

const described = (programs: Programs): string =>
  [
    "{{% examples %}}\n## Example Usage\n{{% example %}}",
    ...LANGUAGES.map((language) => `\`\`\`${language}\n${programs[language]}\n\`\`\``),
    "{{% /example %}}\n{{% /examples %}}",
  ].join("\n");
