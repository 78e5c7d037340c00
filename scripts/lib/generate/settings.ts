import { systems } from "../../../provider/backends";
import type { Setting, Settings } from "../../../provider/configuration/setting";
import { common } from "../../../provider/configuration/settings";
import { comment } from "./comment";

/** Every setting that a Connection takes, with the kinds of servers that have it; all where none. */
function everySetting(): { name: string; setting: Setting; of: readonly string[] }[] {
  const own = Object.entries(systems).flatMap(([system, { settings }]) =>
    Object.keys(settings).map((name) => ({ name, system, setting: settings[name] })),
  );
  const names = [...new Set(own.map(({ name }) => name))];
  return [
    ...entriesOf(common).map(([name, setting]) => ({ name, setting, of: [] })),
    ...names.flatMap((name) => {
      const all = own.filter((one) => one.name === name);
      const [setting] = all.flatMap((one) => one.setting ?? []);
      return setting === undefined ? [] : [{ name, setting, of: all.map(({ system }) => system) }];
    }),
  ];
}

const entriesOf = (settings: Settings) => Object.entries(settings);

/** What `new Connection` takes: provider/resources/connection-args.ts. */
export function connectionArgs(): string {
  const all = everySetting();
  const open = all.filter(({ setting }) => !setting.secret).map(({ name }) => name);
  return [
    "// Made by `npm run generate`.",
    'import type * as pulumi from "@pulumi/pulumi";',
    'import type { Adopt, OnRemove, RemovalLimit } from "../configuration/choices";',
    "",
    "/** The settings of the stack's `identity:*`, for one explicit provider. */",
    "export interface ConnectionArgs {",
    ...all.flatMap(({ name, setting, of }) => {
      const { doc, type = "string", secret, byDefault } = setting;
      const where = of.length === 0 ? "" : ` Backend ${of.join(", ")}.`;
      const always = secret ? " Always a secret." : "";
      const tags = byDefault === undefined ? [] : [`@default ${byDefault.replaceAll("`", "")}`];
      const optional = name === "url" ? "" : "?";
      return [
        comment(`${doc}${where}${always}`, tags),
        `${name}${optional}: pulumi.Input<${type}>;`,
      ];
    }),
    "}",
    "",
    "/** All else is kept as a secret: a misspelt password, too. */",
    `export const openSettings: ReadonlySet<string> = new Set(${JSON.stringify(open)});`,
    "",
    "/** The backends where people are an org's own. */",
    `export const backendsWithPeople: ReadonlySet<string> = new Set(${JSON.stringify(withPeople())});`,
    "",
  ].join("\n");
}

const withPeople = (): string[] =>
  Object.keys(systems).filter((name) => systems[name]?.orgHasPeople === true);

const START = "<!-- Made from the settings by `npm run generate`. -->";
const END = "<!-- The end of what is made. -->";

/** The page of settings, with its tables made anew. */
export function settingsPage(page: string): string {
  const [before, rest = ""] = page.split(START);
  const after = rest.split(END)[1];
  if (before === undefined || after === undefined) throw new Error("the page has no place for it");
  const tables = [
    tableOf(common),
    ...Object.entries(systems).flatMap(([name, { settings }]) => [
      `With \`backend\` \`${name}\` besides:`,
      tableOf(settings),
    ]),
  ];
  return [before.trimEnd(), START, ...tables, END, after.trimStart()].join("\n\n");
}

const tableOf = (settings: Settings): string =>
  [
    "| setting | default | what it is |",
    "| --- | --- | --- |",
    ...entriesOf(settings).map(
      ([name, { doc, byDefault = "", secret, formerly }]) =>
        `| \`${name}\`${secret ? " (secret)" : ""} | ${byDefault} | ${doc}${formerly === undefined ? "" : ` Once called \`${formerly}\`, which is still taken.`} |`,
    ),
  ].join("\n");
