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

/** A person's or a node's own grant or denial of a perm. */
export interface Grant {
  readonly kind: "user" | "node";
  readonly id: string;
  readonly effect: "allow" | "deny";
}
