import * as pulumi from "@pulumi/pulumi";
import { awaitedBy, awaitedByOptions } from "./dependencies";
import { declaredKeys } from "./keys";
import { originOf } from "./origin";
import { Program } from "./program";
import { References, type Names } from "./references";

/**
 * Where each output of a kind comes from. `declared`: it repeats the input, and is undefined where
 * that is left out. `found`: the provider returns it.
 */
export type Outputs<R extends IdentityResource, Derived extends keyof R = never> = Readonly<
  Record<Exclude<OutputsOf<R>, keyof IdentityResource | Derived>, "declared" | "found">
>;

/** What the constructor of a kind needs to know of it. */
export interface Form<R extends IdentityResource, Derived extends keyof R = never> {
  readonly outputs: Outputs<R, Derived>;
  /** Where its inputs name other resources. */
  readonly names: Names;
  /** Inputs and outputs that are never shown. */
  readonly secrets: readonly string[];
}

type OutputsOf<R> = {
  [K in keyof R]: R[K] extends pulumi.Output<unknown> ? K : never;
}[keyof R];

declare const KIND: unique symbol;

/** The output for inputs that are left out: one for all, since each costs the engine's SDK. */
const nothing = pulumi.output(undefined);

/**
 * A dynamic resource whose provider is a constant text: nothing is serialized, the state stays
 * small, and a refresh or a delete of an old state runs the code of today.
 */
export abstract class IdentityResource<Kind extends string = string> extends pulumi.CustomResource {
  /** Tells the kinds apart for the compiler: a User where a Node belongs is an error. Never set. */
  declare readonly [KIND]?: Kind;
  /**
   * The tenant of the object: the URL, on Authing with the user pool, unless `identity:tenant`
   * names it.
   */
  declare readonly tenant: pulumi.Output<string>;

  /** With an id in the options the resource is only read, and the provider returns all of its outputs. */
  protected constructor(
    kind: string,
    name: string,
    given: pulumi.Inputs,
    { outputs, names, secrets }: AnyForm,
    opts: pulumi.CustomResourceOptions | undefined,
  ) {
    const inputs = { ...given, ...hidden(given, secrets) };
    const program = Program.current();
    const references = new References(names, inputs, (...asked) => program.keyOf(...asked));
    const known = Object.entries(references.inputs).filter(([, value]) => value !== undefined);
    const isRead = opts?.id !== undefined;
    const asked = Object.keys(outputs).filter((key) => isRead || outputs[key] === "found");
    const props = {
      ...each([...asked, "tenant"], undefined),
      ...Object.fromEntries(known),
      logicalName: name,
      origin: originOf(opts),
      __provider: `exports.handler=()=>require("pulumi-identity/dynamic/${moduleOf(kind)}")`,
    };
    const namesNothing = Object.keys(names).length === 0;
    const options = namesNothing ? opts : withDependencies(opts, program.namedBy(references));
    super(`pulumi-nodejs:dynamic/identity:${kind}`, name, props, withSecrets(options, secrets));
    program.declare(this, {
      keys: isRead ? [] : declaredKeys(kind, inputs),
      references,
      awaits: [...references.resources, ...awaitedBy(props), ...awaitedByOptions(opts)],
    });
    const leftOut = Object.keys(outputs).filter((key) => !(key in props));
    Object.assign(this, each(leftOut, nothing));
  }
}

/** The form of a kind, whichever. */
interface AnyForm {
  readonly outputs: Readonly<Record<string, "declared" | "found">>;
  readonly names: Names;
  readonly secrets: readonly string[];
}

/** The module behind a kind: a path that is in users' states for ever. */
const moduleOf = (kind: string) => kind.replace(/\B[A-Z]/g, "-$&").toLowerCase();

function hidden(inputs: pulumi.Inputs, secrets: readonly string[]): pulumi.Inputs {
  const given = secrets.filter((key) => inputs[key] !== undefined);
  return Object.fromEntries(given.map((key) => [key, pulumi.secret(inputs[key] as unknown)]));
}

function withSecrets(
  opts: pulumi.CustomResourceOptions | undefined,
  secrets: readonly string[],
): pulumi.CustomResourceOptions | undefined {
  if (secrets.length === 0) return opts;
  return {
    ...opts,
    additionalSecretOutputs: [...secrets, ...(opts?.additionalSecretOutputs ?? [])],
  };
}

/** Unlike an output, a text carries no dependency by itself. */
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
