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
/** A user in a list, for ever or until a date. */
export type UserEntry = UserRef | UserUntil;
/** A node in a list, for ever or until a date. */
export type NodeEntry = NodeRef | NodeUntil;

/** A user who belongs to a list until a date. */
export interface UserUntil {
  /** The user, or the username. */
  user: UserRef;
  /**
   * A day such as `2026-12-31`, which counts to its end in UTC, or a time with its offset such as
   * `2026-12-31T18:00:00+08:00`. The first `up` after that takes them out.
   */
  until: pulumi.Input<string>;
}

/** A node that belongs to a list until a date. */
export interface NodeUntil {
  /** The node, its id, or an org's root. */
  node: NodeRef;
  /**
   * A day such as `2026-12-31`, which counts to its end in UTC, or a time with its offset such as
   * `2026-12-31T18:00:00+08:00`. The first `up` after that takes it out.
   */
  until: pulumi.Input<string>;
}

/** A perm, its id, or the one to use an app as `app.accessPerm` gives it. */
export type PermRef = IdentityResource<"Perm"> | pulumi.Input<string>;
/** What a perm is about: an app or an org, or its id. */
export type ScopeRef = IdentityResource<"App" | "Org"> | pulumi.Input<string>;
