import * as pulumi from "@pulumi/pulumi";
import type { App } from "./app";
import type { Node } from "./node";
import type { Org } from "./org";
import type { Perm } from "./perm";
import type { User } from "./user";

/** An org, or its id. */
export type OrgRef = Org | pulumi.Input<string>;
/** A node, its id, or an org's root as `org.root(kind)` gives it. */
export type NodeRef = Node | pulumi.Input<string>;
/** A user, or the username. */
export type UserRef = User | pulumi.Input<string>;
/** A perm, its id, or the one to use an app as `app.accessPerm` gives it. */
export type PermRef = Perm | pulumi.Input<string>;
/** What a perm is about: an app or an org, or its id. */
export type ScopeRef = App | Org | pulumi.Input<string>;

/**
 * The id behind a reference: always `.id`, which stays known in every preview, and never another
 * output, which an edit of the other resource would make unknown.
 */
export function idOf(ref: pulumi.CustomResource | pulumi.Input<string>): pulumi.Input<string> {
  return pulumi.CustomResource.isInstance(ref) ? ref.id : ref;
}

/** The same for an input that may be absent. */
export function maybeIdOf(
  ref: pulumi.CustomResource | pulumi.Input<string> | undefined,
): pulumi.Input<string> | undefined {
  return ref === undefined ? undefined : idOf(ref);
}

/** The same for a list, or for one that only the apply will know. */
export function idsOf<R extends pulumi.CustomResource>(
  refs: pulumi.Input<(R | pulumi.Input<string>)[]>,
): pulumi.Input<pulumi.Input<string>[]> {
  if (Array.isArray(refs)) return refs.map(idOf);
  return pulumi.output(refs).apply((known) => known?.map((ref) => idOf(ref as never)));
}

/** The same for a list that may be absent. */
export function maybeIdsOf<R extends pulumi.CustomResource>(
  refs: pulumi.Input<(R | pulumi.Input<string>)[]> | undefined,
): pulumi.Input<pulumi.Input<string>[]> | undefined {
  return refs === undefined ? undefined : idsOf(refs);
}
