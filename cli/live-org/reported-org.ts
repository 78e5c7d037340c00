import type { NodeKind } from "../../provider/inspect";

/** An org as it is, for charts: all its nodes, whoever declared them. */
export interface ReportedOrg {
  readonly id: string;
  readonly name: string;
  /** Parents before their children; roots included. */
  readonly nodes: readonly LiveNode[];
}

/** A node as it is. */
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
}
