import type { Category } from "../chart/category";

/** One thing that a page lists, marked in a chart where it has a place there. */
export interface PageEntry {
  /** No other entry of the page has it. */
  readonly id: string;
  /** Id of the org whose chart it leads to. */
  readonly org?: string | undefined;
  /** Id of the node there; without one it leads to the org itself. */
  readonly at?: string | undefined;
  /** Name of its category. */
  readonly category: string;
  /** What else a page may be narrowed to: the kind of a resource. */
  readonly kind?: string;
  /** What a search finds it by. */
  readonly words: readonly string[];
  /** What is in its item of the list, as HTML. */
  readonly html: string;
}

/** Entries under a title of their own. */
export interface Group {
  /** Left out where a list has just one. */
  readonly title?: string;
  readonly entries: readonly PageEntry[];
}

/** What a page lists. */
export interface EntryList {
  readonly title: string;
  /** What its entries are: `finding`, `findings`. */
  readonly noun: readonly [one: string, many: string];
  /** What counts most comes first. */
  readonly categories: readonly Category[];
  readonly groups: readonly Group[];
}
