import type { LiveTree } from "../live-tree";

/** How much is written. */
export interface Extent {
  /** How many levels below each org. */
  readonly depth: number;
}

/** Writes orgs; ends with a line break. */
export type Format = (tree: LiveTree, extent: Extent) => string;
