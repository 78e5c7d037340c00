import type { Made, Value } from "./parse";
import { namedBy, secretsIn } from "./whole";

/** What Go's types hang on, of a value in the schema. */
export interface GoType {
  readonly type?: string;
  readonly $ref?: string;
  readonly items?: GoType;
  readonly oneOf?: readonly GoType[];
  readonly plain?: boolean;
}

/** @param typeOf the type of a value, by the path to it: `App.oauth.redirectUris` */
export function inGo(program: readonly Made[], typeOf: (path: string) => GoType): string {
  const named = new Set(program.flatMap(namedBy));
  const print = new Printer(typeOf);
  const resources = program.map(({ kind, name, variable, args }) => {
    // As gofmt aligns them.
    const longest = Math.max(...args.map(([key]) => key.length)) + 1;
    const given = args.map(([key, value]) => {
      const field = `${pascal(key)}:`.padEnd(longest);
      return `\t\t\t${field} ${print.value(value, `${kind}.${key}`)},`;
    });
    const result = named.has(variable) ? `${variable}, err :=` : "_, err =";
    return [
      `\t\t${result} identity.New${kind}(ctx, "${name}", &identity.${kind}Args{`,
      ...given,
      "\t\t})",
      "\t\tif err != nil {\n\t\t\treturn err\n\t\t}",
    ].join("\n");
  });
  const secrets = secretsIn(program);
  const isDeclared = program.some(({ variable }) => named.has(variable));
  const imports = [
    `"github.com/pulumi-identity/pulumi-identity/sdk/go/identity"`,
    `"github.com/pulumi/pulumi/sdk/v3/go/pulumi"`,
    ...(secrets.length > 0 ? [`"github.com/pulumi/pulumi/sdk/v3/go/pulumi/config"`] : []),
  ];
  return [
    "package main",
    "",
    `import (\n${imports.map((one) => `\t${one}`).join("\n")}\n)`,
    "",
    "func main() {",
    "\tpulumi.Run(func(ctx *pulumi.Context) error {",
    ...secrets.map((name) => `\t\t${name} := config.RequireSecret(ctx, "${name}")`),
    ...(isDeclared ? [] : ["\t\tvar err error"]),
    ...resources,
    "\t\treturn nil",
    "\t})",
    "}",
  ].join("\n");
}

class Printer {
  constructor(private readonly typeOf: (path: string) => GoType) {}

  value(value: Value, path: string): string {
    switch (value.is) {
      case "text":
        return this.typeOf(path).plain === true
          ? `pulumi.StringRef(${JSON.stringify(value.text)})`
          : `pulumi.String(${JSON.stringify(value.text)})`;
      case "flag":
        return `pulumi.Bool(${value.flag})`;
      case "secret":
        return value.name;
      case "list":
        return `${this.list(path)}{${value.of.map((one) => this.value(one, path)).join(", ")}}`;
      case "map":
        return this.object(value.of, path);
      case "resource":
        return value.rest === ""
          ? `${value.variable}.ID()`
          : `pulumi.Sprintf("%v${value.rest}", ${value.variable}.ID())`;
    }
  }

  private list(path: string): string {
    return this.typeOf(path).items?.oneOf === undefined ? "pulumi.StringArray" : "pulumi.Array";
  }

  private object(entries: readonly (readonly [string, Value])[], path: string): string {
    const name = this.typeOf(path).$ref?.split(":").at(-1) ?? "";
    const given = entries.map(
      ([key, value]) => `${pascal(key)}: ${this.value(value, `${path}.${key}`)}`,
    );
    return `identity.${name}Args{${given.join(", ")}}`;
  }
}

const pascal = (name: string) => name.charAt(0).toUpperCase() + name.slice(1);
