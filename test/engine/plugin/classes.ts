import { packageSchema } from "../../../provider/adapters/plugin/schema/package";

interface Schema {
  readonly resources: Readonly<
    Record<
      string,
      {
        readonly properties: object;
        readonly aliases?: readonly { readonly type: string }[];
        readonly isComponent?: true;
      }
    >
  >;
}

/**
 * Classes of the plugin's resources for a JavaScript program, made from the schema as Pulumi's
 * generators make a library: a program of the dynamic form is one of the plugin with them.
 */
export function pluginClasses(): string {
  const { resources } = packageSchema() as Schema;
  const classes = Object.entries(resources).map(([type, { properties, aliases, isComponent }]) => {
    const name = type.split(":").at(-1);
    const outputs = Object.fromEntries(Object.keys(properties).map((key) => [key, null]));
    if (isComponent) return componentClass(type, String(name), outputs);
    return `class ${name} extends Resource {
  constructor(name, args, opts) {
    super(${JSON.stringify(type)}, name, args, ${JSON.stringify(outputs)}, {
      ...opts, aliases: [...${JSON.stringify(aliases)}, ...(opts?.aliases ?? [])],
    });
  }
}`;
  });
  const names = Object.keys(resources).map((type) => type.split(":").at(-1));
  return `${BASE}\n${classes.join("\n")}\nmodule.exports = { Connection, ${names.join(", ")} };\n`;
}

/** What the generators make of a component: the engine asks the plugin for it. */
const componentClass = (type: string, name: string, outputs: object) =>
  `class ${name} extends pulumi.ComponentResource {
  constructor(name, args, opts) {
    const nothing = Object.fromEntries(${JSON.stringify(Object.keys(outputs))}.map((key) => [key]));
    super(${JSON.stringify(type)}, name, { ...nothing, ...sent(args) }, opts, true);
  }
}`;

/** A resource is meant by its id, a person by the username, which is known before they are made. */
const BASE = `
const pulumi = require("@pulumi/pulumi");
const sent = (value) => {
  if (pulumi.Resource.isInstance(value)) return value.username ?? value.id;
  if (Array.isArray(value)) return value.map(sent);
  if (pulumi.Output.isInstance(value) || typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, sent(one)]));
};
class Resource extends pulumi.CustomResource {
  constructor(type, name, args, outputs, opts) {
    const nothing = Object.fromEntries(Object.keys(outputs).map((key) => [key, undefined]));
    super(type, name, { ...nothing, ...sent(args) }, opts);
  }
  root(kind) {
    return this.id.apply((id) => id + "/" + kind);
  }
  get accessPerm() {
    return this.id.apply((id) => id + "/access");
  }
}
class Connection extends pulumi.ProviderResource {
  constructor(name, args, opts) {
    const aliases = [{ type: "pulumi:providers:pulumi-nodejs" }, ...(opts?.aliases ?? [])];
    super("identity", name, args, { ...opts, aliases });
  }
}
`;
