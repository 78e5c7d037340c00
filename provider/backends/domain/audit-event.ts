/** Something that somebody did in an org, as the system's log has it. */
export interface AuditEvent {
  /** Username. */
  readonly actor: string;
  /** ISO 8601, in UTC. */
  readonly at: string;
  /** What was changed: nodes or apps, or the members of a node. */
  readonly part: "nodes" | "nodeMembers" | "apps";
  readonly act: "add" | "change" | "remove";
  /** The name of the node or the app, as it was then; logs have no ids. */
  readonly name: string;
  /** Usernames of those who were added to a node or removed. */
  readonly people: readonly string[];
}
