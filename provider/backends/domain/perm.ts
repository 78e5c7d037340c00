// Permissions, and who has them.
export interface PermKey {
  /** Id of the app or org that it is about. */
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
/** An empty name is one that the system does not tell. */
export interface PermState extends PermKey {
  readonly id: string;
  /** The server's own number, where it has one: another one under the same id is another perm. */
  readonly permId?: string;
  readonly description: string;
}

/** Somebody's own standing in a perm. */
export interface Grant {
  readonly kind: "user" | "node";
  readonly id: string;
  readonly effect: "allow" | "deny";
}
