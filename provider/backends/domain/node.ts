// Departments, groups and the like.
export const nodeKinds = ["department", "group", "direct", "role", "label", "manager"] as const;
/** The six kinds of nodes; every org has one root of each. */
export type NodeKind = (typeof nodeKinds)[number];

export interface NodeKey {
  readonly org: string;
  readonly kind: NodeKind;
  readonly uid: string;
  /** Where to look for one that has no key, since the provider did not make it, if it may be taken over. */
  readonly place?: { readonly parent: string; readonly name: string };
}
export interface NodeFields {
  readonly name: string;
  readonly description: string;
  /** Of groups only: whether people may be members. */
  readonly acceptsMembers: boolean;
}
export const visibilities = [
  "everyone",
  "members",
  "members-and-below",
  "named",
  "nobody",
] as const;
/** Who sees a node: everyone in the org, its members, those and who is below, named ones, nobody. */
export type Visibility = (typeof visibilities)[number];
/** Who may see a node, and whom the people of a manager group may manage. */
export interface NodeAccess {
  readonly visibility: Visibility;
  /** Ids of the nodes whose people may see it, where it is visible to named ones. */
  readonly visibleToNodes: readonly string[];
  /** Usernames, likewise. */
  readonly visibleToUsers: readonly string[];
  /** Only a manager group has one. */
  readonly managerGroup: ManagerGroup;
}
export const managerScopes = ["own", "named"] as const;
export interface ManagerGroup {
  /** Ids of nodes. */
  readonly nodes: readonly string[];
  /** Usernames. */
  readonly users: readonly string[];
  /** Ids of apps. */
  readonly apps: readonly string[];
  /** Ids of perms. */
  readonly perms: readonly string[];
  /** Whether a manager manages the nodes that they are in, or the named nodes and users. */
  readonly scope: (typeof managerScopes)[number];
}
/** What is left out stays as it is, also of the manager group. */
export type AccessChanges = Partial<Omit<NodeAccess, "managerGroup">> & {
  readonly managerGroup?: Partial<ManagerGroup>;
};
export interface NodeDesired extends NodeKey, Partial<NodeFields>, AccessChanges {
  readonly name: string;
  /** A node's id, or `<org>/<kind>` for a root. */
  readonly parent: string;
}
/** The kind and the key only on a system that changes them in place. */
export type NodeChanges = Partial<NodeFields> &
  AccessChanges &
  Partial<Pick<NodeDesired, "parent" | "kind" | "uid">>;
/** Without what the system lacks. */
export interface NodeState extends Partial<NodeFields>, Partial<NodeAccess> {
  readonly id: string;
  /** The server's own number: another one under the same id is another node. */
  readonly nodeId: string;
  readonly uid: string;
  /** Where it changes in place, and the node says it. */
  readonly kind?: NodeKind;
  readonly name: string;
  readonly description: string;
  readonly parent: string;
}
