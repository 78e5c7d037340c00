/** Something that somebody did, as the system's log has it. */
export interface AuditEvent {
  /** Username. */
  readonly actor: string;
  /** ISO 8601, in UTC. */
  readonly at: string;
  /** What was changed: objects, or who is in a node. */
  readonly part: "nodes" | "nodeMembers" | "apps" | "users" | "perms";
  /** `move` is another place of a node, `order` another order of its people. */
  readonly act: "add" | "change" | "move" | "order" | "remove";
  /**
   * Whether it is about the node or the app of that name, as it was then; people go by their usernames
   * and perms by their ids.
   */
  readonly isAbout: (name: string) => boolean;
  /** Usernames of those who were put into a node, taken out or sorted. */
  readonly people: readonly string[];
}
