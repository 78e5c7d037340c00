/** A row of a CSV file. */
export interface CsvRow {
  /** Where it begins; the first line is 1. */
  readonly line: number;
  readonly cells: readonly string[];
}

/**
 * Reads CSV (RFC 4180), also as a spreadsheet of another country saves it: with semicolons or tabs. Which
 * of them is what the first line has most of. Empty lines are left out.
 */
export function csvRows(text: string): CsvRow[] {
  const separator = separatorIn(text.split(/\r?\n|\r/, 1)[0] ?? "");
  const rows: CsvRow[] = [];
  let cells: string[] = [];
  let line = 1;
  let start = 1;
  const token = new RegExp(
    `(?:"((?:[^"]|"")*)"|([^\\r\\n${separator}]*))(${separator}|\\r\\n|\\n|\\r|$)`,
    "gy",
  );
  for (const [whole, quoted, plain = "", end] of text.matchAll(token)) {
    cells.push(quoted?.replaceAll('""', '"') ?? plain);
    line += whole.match(/\r\n|\n|\r/g)?.length ?? 0;
    if (end === separator) continue;
    if (cells.some((cell) => cell !== "")) rows.push({ line: start, cells });
    cells = [];
    start = line;
  }
  return rows;
}

function separatorIn(line: string): string {
  const [most = ","] = [",", ";", "\t"].toSorted(
    (a, b) => line.split(b).length - line.split(a).length,
  );
  return most;
}
