import type { NodeKind } from "../../provider/inspect";

/** An org as it is or as a plan leaves it, for charts: all its nodes, whoever declared them. */
export interface ReportedOrg {
  readonly id: string;
  readonly name: string;
  readonly planned?: Planned;
  /** Parents before their children; roots included. */
  readonly nodes: readonly LiveNode[];
  /** Members of the org who are in none of its nodes, by username; only where people are asked for. */
  readonly inNoNode?: readonly Person[];
}

/** What a plan does with an org or a node: it is made, deleted, or has moved away from this place. */
export type Planned = "made" | "deleted" | "away";

/** A node as it is, or as a plan leaves it. */
export interface LiveNode {
  readonly id: string;
  readonly name: string;
  readonly kind: NodeKind;
  /** Id of the node above; `undefined` for a root. */
  readonly parent: string | undefined;
  /** The server made it by itself. */
  readonly builtIn: boolean;
  /** How many people are in it directly. */
  readonly members: number;
  /** Who, by username; only where people are asked for. */
  readonly people?: readonly Person[];
  readonly planned?: Planned;
}

export interface Person {
  readonly username: string;
  /** Empty for none. */
  readonly name: string;
}
