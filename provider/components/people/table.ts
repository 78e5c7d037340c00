import type { Fault } from "./fault";

/** What a cell holds: a text, a list of texts (JSON, YAML), or what is neither. */
export type Cell = string | readonly string[] | { readonly invalid: string };

/** One row of a file, which is not empty. */
export interface Row {
  /** The line on which it begins. */
  readonly line: number;
  /** How a message calls it, where the line does not say enough: `row 12`. */
  readonly label?: string | undefined;
  /** In the order of the columns. */
  readonly cells: readonly Cell[];
}

/** A file of people, of whatever format. */
export interface Table {
  readonly columns: readonly string[];
  /** Where they are named, if they are in one line. */
  readonly headerLine?: number;
  readonly rows: readonly Row[];
  /** The line of one cell. */
  readonly lineOf: (row: Row, column: number) => number;
  /** Rows that are left out because they can't be read. */
  readonly faults: readonly Fault[];
}

/** The cell of a column, to which the texts of others are joined; an absent one is empty. */
export function joined(
  { cells }: Row,
  { index, others }: { readonly index: number; readonly others: readonly number[] },
  between = " ",
): Cell {
  const first = cells[index] ?? "";
  if (others.length === 0) return first;
  const all = [first, ...others.map((other) => cells[other] ?? "")];
  const texts = all.filter((cell) => typeof cell === "string");
  const odd = all.find((cell) => typeof cell !== "string");
  return odd ?? texts.filter((text) => text.trim() !== "").join(between);
}

/** A name or a text as it is compared: spaces of any kind are one, letters have one form. */
export const plain = (text: string): string => text.normalize("NFC").replace(/\s+/g, " ").trim();
