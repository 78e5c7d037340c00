import type { Made, Value } from "./parse";
import { namedBy, secretsIn } from "./whole";

/** @param typeOf the name of an object's type, by the path to it: `App.oauth` is `OauthArgs` */
export function inPython(program: readonly Made[], typeOf: (path: string) => string): string {
  const named = new Set(program.flatMap(namedBy));
  const text = program.map(({ kind, name, variable, args }) => {
    const assigned = named.has(variable) ? `${snake(variable)} = ` : "";
    const given = args.map(([key, value]) => {
      return `    ${snake(key)}=${textOf(value, `${kind}.${key}`, typeOf)},`;
    });
    return `${assigned}identity.${kind}(\n    "${name}",\n${given.join("\n")}\n)`;
  });
  const secrets = secretsIn(program).map(
    (name) => `${snake(name)} = pulumi.Config().require_secret("${name}")`,
  );
  const all = [...secrets, ...text].join("\n");
  const imports = /\bpulumi\./.test(all) ? ["import pulumi"] : [];
  return [...imports, "import pulumi_identity as identity", "", all].join("\n");
}

function textOf(value: Value, path: string, typeOf: (path: string) => string): string {
  switch (value.is) {
    case "text":
      return JSON.stringify(value.text);
    case "flag":
      return value.flag ? "True" : "False";
    case "secret":
      return snake(value.name);
    case "list":
      return `[${value.of.map((one) => textOf(one, path, typeOf)).join(", ")}]`;
    case "map": {
      const entries = value.of.map(
        ([key, one]) => `${snake(key)}=${textOf(one, `${path}.${key}`, typeOf)}`,
      );
      return `identity.${typeOf(path)}(${entries.join(", ")})`;
    }
    case "resource":
      return value.rest === ""
        ? `${snake(value.variable)}.id`
        : `pulumi.Output.concat(${snake(value.variable)}.id, "${value.rest}")`;
  }
}

const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
