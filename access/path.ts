import type { Declared } from "./graph";

/** One way by which a person has a perm, or is denied it: from the person to the perm. */
export type Path = readonly Edge[];

/**
 * One step of a path. `member`: a person is in a node. `below`: a node is below another. `grant`,
 * `denial`: of a person or a node. `everyone`: the app lets everybody in, or the system gives it to all.
 */
export interface Edge extends Partial<Declared> {
  /** A username, or the id of a node. */
  readonly from: string;
  /** The id of a node, or of a perm. */
  readonly to: string;
  readonly by: "member" | "below" | "grant" | "denial" | "everyone";
  /** Of a grant: the id of the perm that is granted, of which the perm at the end is a part. */
  readonly through?: string;
  /** Until then it counts: an instant as ISO 8601 in UTC. */
  readonly until?: string | undefined;
  /** The system's vendor does not document that it counts; it is taken so (docs/decisions/0037). */
  readonly undocumented?: true;
}

/** A person who has a perm, or a perm that a person has, and by which paths: one at least. */
export interface Access {
  readonly username: string;
  /** Id. */
  readonly perm: string;
  readonly paths: readonly Path[];
}
