import type { Grant, NodeKind, PermState, UserState } from "./domain";

/** The parts of a snapshot; each is read only when asked for. */
export const parts = [
  "nodes",
  "nodeMembers",
  "orgMembers",
  "users",
  "apps",
  "perms",
  "grants",
] as const;
export type Part = (typeof parts)[number];

/** The scope of people, who belong to no org. Other scopes are ids of orgs. */
export const TENANT = "tenant";

/**
 * What exists at one time, read in bulk: of one org, or of the tenant (users belong to no org). A
 * part that was not asked for is empty.
 */
export interface Snapshot {
  /** By id, parents before their children, roots included. */
  readonly nodes: ReadonlyMap<string, ListedNode>;
  /**
   * Usernames of direct members by node id, in the server's order; a node without any may be left
   * out.
   */
  readonly nodeMembers: ReadonlyMap<string, readonly string[]>;
  /** Usernames of the org's members who exist. */
  readonly orgMembers: readonly string[];
  /** By username. */
  readonly users: ReadonlyMap<string, UserState>;
  /** By id. */
  readonly apps: ReadonlyMap<string, ListedApp>;
  /** By id. */
  readonly perms: ReadonlyMap<string, ListedPerm>;
  /** Own grants by perm id, never inherited ones; those of the server's own perms too. */
  readonly grants: ReadonlyMap<string, readonly Grant[]>;
  /** What this caller could not see: a part with one of these proves no absence. */
  readonly unseen: readonly Unseen[];
}

/** A node as a tree has it, without what needs a further request (visibility, manager group). */
export interface ListedNode {
  readonly id: string;
  /** The server's own number: another one under the same id is another node. */
  readonly nodeId: string;
  readonly uid: string;
  readonly kind: NodeKind;
  readonly name: string;
  readonly description: string;
  /** Of groups only: whether people may be members. */
  readonly acceptsMembers?: boolean;
  /** Id of the node above; `undefined` for a root. */
  readonly parent: string | undefined;
  /** The server made it by itself: a root, or an auto-created group. */
  readonly builtIn: boolean;
}

/** An app as a listing has it. */
export interface ListedApp {
  readonly id: string;
  readonly name: string;
  /** It may be another org's: the system does not show whose it is. */
  readonly isShared?: boolean;
}

/** A perm as a listing has it. */
export interface ListedPerm extends PermState {
  /** The server made it by itself: with an org, or with an app. */
  readonly builtIn: boolean;
}

/** A gap in a snapshot. */
export interface Unseen {
  readonly part: Part;
  /** Which node or perm, where it is one. */
  readonly id?: string;
  /** A clause that names the missing right or what failed. */
  readonly reason: string;
}
