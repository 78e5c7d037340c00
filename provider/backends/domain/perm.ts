// Permissions, and who has them.
export interface PermKey {
  /** Id of its app or org. */
  readonly scope: string;
  readonly name: string;
}
export interface PermDesired extends PermKey {
  readonly description?: string;
}
export interface PermChanges {
  readonly name?: string;
  readonly description?: string;
}
/** The name is empty where the system does not return it. */
export interface PermState extends PermKey {
  readonly id: string;
  /** The server's own number, where it has one: another one under the same id is another perm. */
  readonly permId?: string;
  readonly description: string;
}

/** The lists of grants, by whom they hold and what they say. */
const grantListOf = {
  user: { allow: "users", deny: "denyUsers" },
  node: { allow: "nodes", deny: "denyNodes" },
} as const;
export type GrantList = "users" | "nodes" | "denyUsers" | "denyNodes";

/** The list of a perm that a grant belongs to. */
export const listOfGrant = ({ kind, effect }: Omit<Grant, "id">): GrantList =>
  grantListOf[kind][effect];

/** A person's or a node's own grant or denial of a perm. */
export interface Grant {
  readonly kind: "user" | "node";
  readonly id: string;
  readonly effect: "allow" | "deny";
}
