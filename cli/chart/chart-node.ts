import type { NodeKind } from "../../provider/inspect";
import type { Person, Planned } from "../live-org/reported-org";

/** One box of a chart: an org, or a node in it. */
export interface ChartNode {
  readonly id: string;
  readonly name: string;
  readonly kind: "org" | NodeKind;
  /** How many people are in it directly. */
  readonly members: number;
  /** Who, where that is known. */
  readonly people: readonly Person[];
  /** What a plan does with it. */
  readonly planned: Planned | undefined;
  readonly parent: ChartNode | undefined;
  readonly children: ChartNode[];
  /** How many boxes are below it, at whatever depth. */
  below: number;
  /** What is marked on it. */
  readonly marks: Marks;
  /** What is marked on all below it. */
  readonly marksBelow: Marks;
}

/** How many there are of each category, by its name. */
export type Marks = Record<string, number>;

/** A box that is drawn, with those of its children that are. */
export interface DrawnNode {
  readonly node: ChartNode;
  readonly children: Drawn[];
}

/** What stands for the children of a node that are not drawn though the node is open. */
export interface DrawnRest {
  readonly rest: readonly ChartNode[];
  readonly of: ChartNode;
}

export type Drawn = DrawnNode | DrawnRest;

/** What of a tree is drawn. */
export interface View {
  /** How many children of each open node are drawn, by id; one that is not named is closed. */
  readonly open: Map<string, number>;
  /** Draws only these and the way to them, if given: what a search has found. */
  only?: ReadonlySet<ChartNode> | undefined;
}

/** A drawn thing with its position, in pixels. */
export interface Placed {
  readonly drawn: Drawn;
  readonly parent: Placed | undefined;
  /** 1 for the org. */
  readonly level: number;
  readonly position: number;
  readonly siblings: number;
  readonly x: number;
  /** Of the middle. */
  readonly y: number;
  readonly width: number;
}

/** All that a drawing holds, in the order of reading. */
export interface Layout {
  readonly placed: readonly Placed[];
  readonly width: number;
  readonly height: number;
  /** Children are below their parent, not right of it. */
  readonly isOutline?: true;
}
