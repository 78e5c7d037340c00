import type { AccessGraph } from "../graph";
import type { Guarded } from "./rules";

/** What rules are checked against. */
export interface PlannedAccess {
  /** What is there now, undeclared facts as well. */
  readonly before: AccessGraph;
  /** What will be there after an apply; edges that the program declares have their `declared`. */
  readonly after: AccessGraph;
  /** Now: what has ended by then counts in neither graph. */
  readonly at: Date;
  /** What the plan deletes, also in order to make it anew. */
  readonly deleted: readonly Deleted[];
}

/** Something that a plan deletes. */
export interface Deleted {
  readonly kind: Guarded;
  /** A username, or an id, as in the graph before. */
  readonly id: string;
  /** What takes its place, as in the graph after: who goes along from one to the other leaves nothing. */
  readonly successor?: string | undefined;
}
