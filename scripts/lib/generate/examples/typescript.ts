import type { Made, Value } from "./parse";
import { namedBy, secretsIn } from "./whole";

/** A program of the library that Pulumi makes of the schema: a resource is meant by its id. */
export function inTypeScript(program: readonly Made[]): string {
  const named = new Set(program.flatMap(namedBy));
  const secrets = secretsIn(program);
  const config =
    secrets.length === 0
      ? []
      : [
          'import * as pulumi from "@pulumi/pulumi";',
          "",
          ...secrets.map((name) => `const ${name} = new pulumi.Config().requireSecret("${name}");`),
        ];
  const [first = "", ...rest] = config;
  return [
    ...(first === "" ? [] : [first]),
    'import * as identity from "pulumi-identity-plugin";',
    ...(rest.length === 0 ? [""] : rest),
    ...program.map((made) => {
      const assigned = named.has(made.variable) ? `const ${made.variable} = ` : "";
      const args = made.args.map(([key, value]) => `  ${key}: ${textOf(value)},`).join("\n");
      return `${assigned}new identity.${made.kind}("${made.name}", {\n${args}\n});`;
    }),
  ].join("\n");
}

function textOf(value: Value): string {
  switch (value.is) {
    case "text":
      return JSON.stringify(value.text);
    case "flag":
      return String(value.flag);
    case "secret":
      return value.name;
    case "list":
      return `[${value.of.map(textOf).join(", ")}]`;
    case "map":
      return `{ ${value.of.map(([key, one]) => `${key}: ${textOf(one)}`).join(", ")} }`;
    case "resource":
      return value.rest === ""
        ? `${value.variable}.id`
        : `${value.variable}.id.apply((id) => \`\${id}${value.rest}\`)`;
  }
}
