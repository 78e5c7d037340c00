import type * as pulumi from "@pulumi/pulumi";
import type { IdentityResource } from "./identity-resource";

/** An org, or its id. */
export type OrgRef = IdentityResource<"Org"> | pulumi.Input<string>;
/** A node, its id, or an org's root as `org.root(kind)` gives it. */
export type NodeRef = IdentityResource<"Node"> | pulumi.Input<string>;
/** An app, or its uid. */
export type AppRef = IdentityResource<"App"> | pulumi.Input<string>;
/** A user, or the username. */
export type UserRef = IdentityResource<"User"> | pulumi.Input<string>;
/** A perm, its id, or the one to use an app as `app.accessPerm` gives it. */
export type PermRef = IdentityResource<"Perm"> | pulumi.Input<string>;
/** What a perm is about: an app or an org, or its id. */
export type ScopeRef = IdentityResource<"App" | "Org"> | pulumi.Input<string>;
