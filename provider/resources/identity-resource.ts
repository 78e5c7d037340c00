import * as pulumi from "@pulumi/pulumi";
import { resourceName } from "../run/origin";
import { labelOf, type Undeclared } from "../run/preview";
import { awaitedBy, awaitedByOptions } from "./dependencies";
import { declaredKeys } from "./keys";
import { tellMissing } from "./missing-names";
import { originOf } from "./origin";
import { Program } from "./program";
import { quietStacks } from "./quiet-stacks";
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
  /** Of a resource that holds many objects: the keys by which texts of the program may name them. */
  readonly keys?: readonly string[];
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
   * The tenant of the object: the URL, on Authing with the user pool and on Keycloak with the
   * realm, unless `identity:tenant` names it.
   */
  declare readonly tenant: pulumi.Output<string>;

  /** With an id in the options the resource is only read, and the provider returns all of its outputs. */
  protected constructor(
    kind: string,
    name: string,
    given: pulumi.Inputs,
    { outputs, names, secrets, keys }: AnyForm,
    opts: pulumi.CustomResourceOptions | undefined,
  ) {
    requireNoImport(kind, name, opts);
    const inputs = { ...given, ...hidden(given, secrets) };
    const program = Program.current();
    const references = new References(names, inputs, program);
    const declared = Object.entries(references.inputs).filter(([, value]) => value !== undefined);
    const isRead = opts?.id !== undefined;
    const asked = Object.keys(outputs).filter((key) => isRead || outputs[key] === "found");
    const namesNothing = Object.keys(names).length === 0;
    const isPreviewed = !isRead && pulumi.runtime.isDryRun();
    const { form } = program;
    const origin = originOf(opts, form.around);
    const made: { resource?: pulumi.Resource } = {};
    const props = {
      ...each([...asked, "tenant"], undefined),
      ...(isPreviewed && !namesNothing && { missing: undefined }),
      ...(isPreviewed && { preview: namesNothing ? {} : program.previewOf(references) }),
      ...Object.fromEntries(declared),
      ...form.passed(kind, name, origin),
      ...parentKindOf(inputs),
      // What it holds no more may be another resource's by now.
      ...(keys !== undefined && { beside: program.declaredBeside(made) }),
    };
    const before = kind === "User" ? program.orgsBefore(made) : program.namedBy(references);
    const waits = !namesNothing || (kind === "User" && !isRead);
    const known = { ...opts, aliases: form.aliases(kind, opts?.aliases ?? []) };
    const options = waits ? withDependencies(known, before) : known;
    const end = quietStacks();
    try {
      super(form.typeOf(kind), name, props, withSecrets(options, secrets));
    } finally {
      end();
    }
    made.resource = this;
    const label = labelOf(kind, resourceName({ logicalName: name, origin }));
    program.declare(this, {
      ...{ label, kind },
      username: kind === "User" && !isRead ? (inputs.username as pulumi.Input<string>) : undefined,
      keys: isRead ? [] : (keys ?? declaredKeys(kind, inputs)),
      references,
      awaits: [...references.resources, ...awaitedBy(props), ...awaitedByOptions(opts)],
    });
    (this as Previewed).missing?.apply((all) => {
      tellMissing(program, { resource: this, label, names: all });
    });
    const leftOut = Object.keys(outputs).filter((key) => !(key in props));
    Object.assign(this, each(leftOut, nothing));
  }
}

/** What `check` returns in a preview beside the inputs: an output, as any input is. */
interface Previewed {
  readonly missing?: pulumi.Output<readonly Undeclared[]>;
}

/** The engine can't import dynamic resources: it would end in a stack trace (pulumi#16175). */
function requireNoImport(
  kind: string,
  name: string,
  opts: pulumi.CustomResourceOptions | undefined,
): void {
  if (opts?.import === undefined) return;
  throw new pulumi.RunError(
    `${name}: the option import does not work for a dynamic resource: leave it out${adoptionOf(kind)}, or read it by ${kind}.get("${name}", id), which manages nothing of it`,
  );
}

/** How a resource of a kind takes over what exists. */
function adoptionOf(kind: string): string {
  if (kind === "OrgMember") return ", which takes over what exists without more";
  if (/Members|Grants/.test(kind)) return ', and give adopt: "ifExists" to take over what exists';
  return ', and give adopt: "only" to take over what exists (or "ifExists", to make it where nothing does)';
}

/** The form of a kind, whichever. */
interface AnyForm {
  readonly outputs: Readonly<Record<string, "declared" | "found">>;
  readonly names: Names;
  readonly secrets: readonly string[];
  readonly keys?: readonly string[];
}

/** A preview has no id of a new parent, which would show what it is. */
const parentKindOf = ({ parent }: pulumi.Inputs): pulumi.Inputs =>
  parent instanceof IdentityResource && "kind" in parent ? { parentKind: parent.kind } : {};

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
