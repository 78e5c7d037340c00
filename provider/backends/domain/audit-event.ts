/** Something that somebody did in an org, as the system's log tells it. */
export interface AuditEvent {
  /** Username. */
  readonly actor: string;
  /** ISO 8601, in UTC. */
  readonly at: string;
  /** What it was done to: itself, or for `nodeMembers` who is in it. */
  readonly part: "nodes" | "nodeMembers" | "apps";
  readonly act: "add" | "change" | "remove";
  /** The name of the node or the app, as it was then; logs tell no ids. */
  readonly name: string;
  /** Usernames of those who were added to a node or taken out. */
  readonly people: readonly string[];
}
