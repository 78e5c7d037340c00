import type * as pulumi from "@pulumi/pulumi";

/** An id that is made from the id of a resource: of an org's root, of the perm to use an app. */
export interface Derived {
  readonly resource: pulumi.CustomResource;
  readonly of: (id: string) => string;
}

const all = new WeakMap<object, Derived>();

/** The output of such an id. A reference to it can say in a preview what it is made from. */
export function derived(
  resource: pulumi.CustomResource,
  of: (id: string) => string,
): pulumi.Output<string> {
  return madeFrom(resource, resource.id.apply(of), of);
}

/**
 * The same for an output that is there already.
 * @param of from the label of the resource to that of what the output is the id of
 */
export function madeFrom(
  resource: pulumi.CustomResource,
  output: pulumi.Output<string>,
  of: (label: string) => string,
): pulumi.Output<string> {
  all.set(output, { resource, of });
  return output;
}

/** What an output was made from; `undefined` for any other one. */
export const derivationOf = (output: object): Derived | undefined => all.get(output);
