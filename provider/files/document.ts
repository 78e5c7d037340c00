import type { Path } from "./problem";

/** What a file holds, with its lines. */
export interface Document {
  readonly value: unknown;
  /** The line of the innermost part of a path that it has: of a property, the line of its name. */
  readonly lineAt: (path: Path) => number;
}
