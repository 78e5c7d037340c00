import * as pulumi from "@pulumi/pulumi";
import { pack } from "../pack";
import type { Origin } from "../run/origin";
import { providerText } from "../run/provider-text";

/** The form of the provider that a program registers its resources with. */
export interface ProviderForm {
  typeOf(kind: string): string;
  /** What the constructor passes along, where the provider can't tell it by itself. */
  passed(kind: string, logicalName: string, origin: Origin): pulumi.Inputs;
  /** Under which names and types else the engine may know a resource. */
  aliases(kind: string, given: Aliases): Aliases;
  /** The contents of a resource that holds many objects, as its provider takes them. */
  contents(tree: object): pulumi.Input<unknown>;
  /** The types of what is around the program's own resources, where it is part of another one. */
  readonly around: string;
}

type Aliases = NonNullable<pulumi.CustomResourceOptions["aliases"]>;

const dynamicType = (kind: string): string => `pulumi-nodejs:dynamic/identity:${kind}`;

/** What programs in TypeScript and JavaScript use: it needs no plugin. */
export const dynamicForm: ProviderForm = {
  typeOf: dynamicType,
  passed: (kind, logicalName, origin) => ({
    ...{ logicalName, origin },
    __provider: providerText(kind),
  }),
  aliases: (_, given) => given,
  // A secret, since a preview would else print all of it: the provider prints what changes in it.
  contents: (tree) => pulumi.secret(pack(tree)),
  around: "",
};

/**
 * The plugin's, which the engine tells the URN of each resource, and so its name and its place.
 * @param after URNs of what the component waits for
 */
export const pluginForm = (around: string, after: readonly string[]): ProviderForm => ({
  typeOf: (kind) => `identity:index:${kind}`,
  passed: (kind) => (kind === "BulkTree" ? { after: [...after] } : {}),
  // A component that was made by the classes of the dynamic form moves over with nothing to do.
  aliases: (kind, given) => [
    { type: dynamicType(kind) },
    ...given,
    ...given.flatMap((one) =>
      typeof one === "object" && "name" in one ? [{ ...one, type: dynamicType(kind) }] : [],
    ),
  ],
  // The provider makes a map of it, of which a preview shows just the entries that change: the SDK takes
  // seconds and much memory for one of thousands.
  contents: pack,
  around,
});
