import * as pulumi from "@pulumi/pulumi";
import { awaitedBy, awaitedByOptions } from "./dependencies";
import { declaredKeys } from "./keys";
import { originOf } from "./origin";
import { Program } from "./program";
import { References, type Names } from "./references";

/** The kinds of resources, and the module behind each: paths that are in users' states for ever. */
const modules = {
  Org: "org",
  Node: "node",
  User: "user",
  NodeMembers: "node-members",
  OrgMember: "org-member",
  OrgMembers: "org-members",
  App: "app",
  Perm: "perm",
  PermGrants: "perm-grants",
} as const;

export type KindName = keyof typeof modules;

/**
 * Where each output of a kind comes from. `declared`: it says again what the program declares, and is
 * undefined where that leaves it out. `found`: the provider finds it out.
 */
export type Outputs<R extends IdentityResource, Derived extends keyof R = never> = Readonly<
  Record<Exclude<OutputsOf<R>, keyof IdentityResource | Derived>, "declared" | "found">
>;
type OutputsOf<R> = {
  [K in keyof R]: R[K] extends pulumi.Output<unknown> ? K : never;
}[keyof R];

/** What an output is of which the program says nothing: one for all, since each costs the engine's SDK. */
const nothing = pulumi.output(undefined);

/**
 * A dynamic resource whose provider is a constant text: nothing is serialized, the state stays small,
 * and a refresh or a delete of an old state runs the code of today.
 */
export abstract class IdentityResource extends pulumi.CustomResource {
  /** What holds the object: the URL, on Authing with the user pool, unless `identity:tenant` names it. */
  declare readonly tenant: pulumi.Output<string>;

  /** With an id in the options the resource is only read, and all of its outputs are found out. */
  protected constructor(
    kind: KindName,
    name: string,
    inputs: pulumi.Inputs,
    outputs: Readonly<Record<string, "declared" | "found">>,
    opts: pulumi.CustomResourceOptions | undefined,
    names: Names = {},
  ) {
    const program = Program.current();
    const references = new References(names, inputs, (...asked) => program.keyOf(...asked));
    const given = Object.entries(references.inputs).filter(([, value]) => value !== undefined);
    const isRead = opts?.id !== undefined;
    const asked = Object.keys(outputs).filter((key) => isRead || outputs[key] === "found");
    const props = {
      ...each([...asked, "tenant"], undefined),
      ...Object.fromEntries(given),
      logicalName: name,
      origin: originOf(opts),
      __provider: `exports.handler=()=>require("pulumi-identity/dynamic/${modules[kind]}")`,
    };
    const namesNothing = Object.keys(names).length === 0;
    const options = namesNothing ? opts : withDependencies(opts, program.namedBy(references));
    super(`pulumi-nodejs:dynamic/identity:${kind}`, name, props, options);
    program.declare(this, {
      keys: isRead ? [] : declaredKeys(kind, inputs),
      references,
      awaits: [...references.resources, ...awaitedBy(props), ...awaitedByOptions(opts)],
    });
    const leftOut = Object.keys(outputs).filter((key) => !(key in props));
    Object.assign(this, each(leftOut, nothing));
  }
}

/** What is named by a text carries no dependency by itself, as an output does. */
function withDependencies(
  opts: pulumi.CustomResourceOptions | undefined,
  named: Promise<readonly pulumi.Resource[]>,
): pulumi.CustomResourceOptions {
  // The SDK takes lists at any depth, as a promise or an output too; its type says less.
  const own = opts?.dependsOn as pulumi.Input<pulumi.Resource> | undefined;
  const all = async (): Promise<pulumi.Input<pulumi.Resource>[]> => [
    ...(own === undefined ? [] : [own]),
    ...(await named),
  ];
  return { ...opts, dependsOn: all() };
}

const each = <T>(keys: readonly string[], value: T) =>
  Object.fromEntries(keys.map((key) => [key, value]));
