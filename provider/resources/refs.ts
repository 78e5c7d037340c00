import type * as pulumi from "@pulumi/pulumi";
import type { App } from "./app";
import type { Node } from "./node";
import type { Org } from "./org";
import type { Perm } from "./perm";
import type { User } from "./user";

/** An org, or its id. */
export type OrgRef = Org | pulumi.Input<string>;
/** A node, its id, or an org's root as `org.root(kind)` gives it. */
export type NodeRef = Node | pulumi.Input<string>;
/** An app, or its uid. */
export type AppRef = App | pulumi.Input<string>;
/** A user, or the username. */
export type UserRef = User | pulumi.Input<string>;
/** A perm, its id, or the one to use an app as `app.accessPerm` gives it. */
export type PermRef = Perm | pulumi.Input<string>;
/** What a perm is about: an app or an org, or its id. */
export type ScopeRef = App | Org | pulumi.Input<string>;
