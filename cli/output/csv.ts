import { printable } from "../../provider/printable";

/**
 * Rows as CSV (RFC 4180) in UTF-8, for spreadsheets: no cell is taken for a formula, and nothing in it
 * is hidden.
 */
export const csvOf = (rows: readonly (readonly string[])[]): string =>
  rows.map((row) => `${row.map(cellOf).join(",")}\r\n`).join("");

/** What a spreadsheet runs: an apostrophe before it makes it a text, as somebody would write it by hand. */
const FORMULA = /^\s*[=+\-@|%\uff1d\uff0b\uff0d\uff20]/;

/** What a cell of a text holds, as a spreadsheet shows it. */
export function cellText(text: string): string {
  const shown = printable(text);
  return FORMULA.test(shown) ? `'${shown}` : shown;
}

function cellOf(text: string): string {
  const safe = cellText(text);
  return /[",']|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
