import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { writeTexts } from "../../output/write-text";
import { WrongUsage } from "../../usage/wrong-usage";
import type { ReviewEntry } from "./entry";
import { sheetsOf } from "./sheet";

/** @throws WrongUsage where it holds sheets, which may be answered already */
export function requireNoSheets(folder: string): void {
  if (!existsSync(folder) || !readdirSync(folder).some((name) => /\.csv$/i.test(name))) return;
  throw new WrongUsage(`--out ${folder}: there are CSV files in it; give a folder of its own`);
}

/**
 * Writes the sheets of a review.
 * @returns a line for each: `reviews/adalovelace.csv: 12 rows`
 * @throws Error when one can't be written
 */
export function handOut(folder: string, entries: readonly ReviewEntry[]): string {
  const sheets = sheetsOf(entries);
  writeTexts(folder, Object.fromEntries(sheets.map(({ file, text }) => [file, text])));
  const lines = sheets.map(
    ({ file, rows }) => `${join(folder, file)}: ${rows} ${rows === 1 ? "row" : "rows"}`,
  );
  return `${(lines.length === 0 ? ["Nobody has anything"] : lines).join("\n")}\n`;
}
