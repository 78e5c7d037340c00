import { readdirSync } from "node:fs";
import { join } from "node:path";
import { bytesOf, FileError, utf8 } from "../../../provider/files/read";
import { printable } from "../../../provider/printable";
import { cellText } from "../../output/csv";
import { WrongUsage } from "../../usage/wrong-usage";
import { csvRows, type CsvRow } from "./csv-rows";
import { decisionIn, type Decision } from "./decision";

/** A row that somebody has decided on. */
export interface Answer {
  /** `reviews/adalovelace.csv:7`. */
  readonly at: string;
  readonly key: string;
  /** As the row has them: its other cells may be out of date. */
  readonly person: string;
  readonly by: string;
  readonly decision: Decision;
  /** Empty for none. */
  readonly comment: string;
}

/**
 * The decisions in the sheets of a folder, by key. Rows without one are left out.
 * @param personOf whose entry a key is; `undefined` where it is not there any more
 * @throws WrongUsage for what is invalid, all at once, each with its file and line
 */
export function readAnswers(
  folder: string,
  personOf: (key: string) => string | undefined,
  now: Date,
): ReadonlyMap<string, Answer> {
  const problems: string[] = [];
  const answers = new Map<string, Answer>();
  for (const file of sheetsIn(folder)) {
    for (const row of rowsOf(file, problems)) {
      const { key, person, by, comment } = row;
      const decision = decisionIn(row.decision, now);
      const whose = personOf(key);
      const before = answers.get(key);
      if (typeof decision === "string") problems.push(`${row.at}: ${decision}`);
      else if (key === "") problems.push(`${row.at}: its key is gone, by which it is known`);
      else if (whose !== undefined && cellText(whose) !== person) {
        problems.push(`${row.at}: the row of ${whose} says ${person}: its cells were mixed up`);
      } else if (before && JSON.stringify(before.decision) !== JSON.stringify(decision)) {
        problems.push(`${row.at}: ${before.at} says otherwise of ${person}, ${by}`);
      } else answers.set(key, { at: row.at, key, person, by, decision, comment });
    }
  }
  if (problems.length === 0) return answers;
  throw new WrongUsage(problems.map(printable).join("\n"));
}

function sheetsIn(folder: string): string[] {
  const files = listed(folder).filter((name) => /\.csv$/i.test(name));
  if (files.length > 0) return files.sort().map((name) => join(folder, name));
  throw new WrongUsage(`--answers ${folder}: there is no CSV file in it`);
}

function listed(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch (cause) {
    throw new WrongUsage(`--answers ${folder}: there is no such folder`, { cause });
  }
}

const NEEDED = ["person", "by", "decision", "key"] as const;
type Cells = Record<(typeof NEEDED)[number] | "comment" | "at", string>;

/** The rows that have a decision. */
function rowsOf(file: string, problems: string[]): Cells[] {
  const [head, ...rows] = csvRows(textOf(file, problems));
  const columns = head?.cells.map((cell) => cell.trim().toLowerCase()) ?? [];
  const missing = NEEDED.filter((name) => !columns.includes(name));
  if (missing.length > 0) {
    problems.push(`${file}:1: there is no column ${missing.join(", ")}`);
    return [];
  }
  const cell = ({ cells }: CsvRow, name: string) => cells[columns.indexOf(name)]?.trim() ?? "";
  return rows
    .map((row) => ({
      ...{ at: `${file}:${row.line}`, key: cell(row, "key"), person: cell(row, "person") },
      ...{ by: cell(row, "by"), decision: cell(row, "decision"), comment: cell(row, "comment") },
    }))
    .filter(({ decision }) => decision !== "");
}

function textOf(file: string, problems: string[]): string {
  try {
    const text = utf8(bytesOf(file, "a CSV file"));
    if (text !== undefined) return text;
    problems.push(`${file}:1: it is not in UTF-8: save it as "CSV UTF-8"`);
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    problems.push(error.message);
  }
  return NO_ROWS;
}

/** What can't be read has been told of. */
const NO_ROWS = `${NEEDED.join(",")}\n`;
