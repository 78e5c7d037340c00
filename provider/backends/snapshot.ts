import type { AppState, Grant, ManagerGroup, NodeKind, PermState, UserState } from "./domain";

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
  /** What people are called, by username, as far as the listings of members tell. */
  readonly names: ReadonlyMap<string, string>;
  /** What this caller could not see: a part with one of these proves no absence. */
  readonly unseen: readonly Unseen[];
}

/** A node as a tree has it, without what needs a further request: its visibility. */
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
  /** Only a manager group has one. */
  readonly managerGroup?: ManagerGroup;
  /** Id of the node above; `undefined` for a root. */
  readonly parent: string | undefined;
  /** Of a root: the id of another one that it is below all the same, so that grants reach from there. */
  readonly above?: string;
  /** The server made it by itself: a root, or an auto-created group. */
  readonly builtIn: boolean;
}

/** An app as a listing has it. */
export interface ListedApp {
  readonly id: string;
  readonly name: string;
  /** It may be another org's: the system does not show whose it is. */
  readonly isShared?: boolean;
  /** Left out where no listing tells, but `Backend.allowsAnyUser`. */
  readonly allowAnyUser?: boolean;
  /** All of it but its secret; left out where a server's listing shows less. */
  readonly state?: Omit<AppState, "clientSecret">;
}

/** A perm as a listing has it. */
export interface ListedPerm extends PermState {
  /** The server made it by itself: with an org, or with an app. */
  readonly builtIn: boolean;
  /** Ids of perms that whoever is granted this one has, too. */
  readonly parts?: readonly string[];
  /** The system gives it to everybody who joins. */
  readonly isEverybodys?: boolean;
}

/** A gap in a snapshot. */
export interface Unseen {
  readonly part: Part;
  /** Which node or perm, where it is one. */
  readonly id?: string;
  /** A clause that names the missing right or what failed. */
  readonly reason: string;
}
