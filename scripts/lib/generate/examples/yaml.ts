import { stringify } from "yaml";
import type { Made, Value } from "./parse";
import { secretsIn } from "./whole";

/** The resources of a program, by their names. */
export function inYaml(program: readonly Made[]): string {
  const names = new Map(program.map(({ variable, name }) => [variable, name]));
  const secrets = secretsIn(program);
  const resources = program.map(({ kind, name, args }) => {
    const properties = Object.fromEntries(args.map(([key, value]) => [key, valueOf(value, names)]));
    return [name, { type: `identity:${kind}`, properties }] as const;
  });
  const config = Object.fromEntries(
    secrets.map((name) => [name, { type: "string", secret: true }]),
  );
  const all = {
    ...(secrets.length > 0 && { config }),
    resources: Object.fromEntries(resources),
  };
  return stringify(all, { lineWidth: 100 }).trimEnd();
}

function valueOf(value: Value, names: ReadonlyMap<string, string>): unknown {
  switch (value.is) {
    case "text":
      return value.text;
    case "flag":
      return value.flag;
    case "secret":
      return `\${${value.name}}`;
    case "list":
      return value.of.map((one) => valueOf(one, names));
    case "map":
      return Object.fromEntries(value.of.map(([key, one]) => [key, valueOf(one, names)]));
    case "resource":
      return `\${${names.get(value.variable) ?? value.variable}.id}${value.rest}`;
  }
}
