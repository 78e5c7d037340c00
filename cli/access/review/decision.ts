import { endDate, isOver } from "../../../provider/end-date";

/** What a reviewer says of an entry. */
export type Decision = { readonly decision: "keep" } | Ending;

/** A decision that ends something. */
export type Ending =
  | { readonly decision: "remove" }
  /** `until`: a day such as `2026-12-31`, or a time with its offset. */
  | { readonly decision: "until"; readonly until: string };

const DATE = /^(?:until\s+)?(\d{4}[-/]\d{1,2}[-/]\d{1,2}.*)$/i;
const DAY = /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})$/;

/**
 * Reads the cell of a decision: `keep`, `remove`, `until 2026-12-31`. A spreadsheet may have made
 * `2026/12/31` of a date.
 * @returns what is wrong, as a sentence, for anything else
 */
export function decisionIn(cell: string, now: Date): Decision | string {
  const word = cell.trim().toLowerCase();
  if (word === "keep") return { decision: "keep" };
  if (word === "remove") return { decision: "remove" };
  const [, text = ""] = DATE.exec(cell.trim()) ?? [];
  const until = text.replace(DAY, (_, year: string, month: string, day: string) =>
    [year, month.padStart(2, "0"), day.padStart(2, "0")].join("-"),
  );
  if (!endDate.safeParse(until).success) {
    return `${JSON.stringify(cell)} is no decision: give keep, remove, or until with a day such as until 2026-12-31`;
  }
  if (isOver(until, now)) return `${until} is over: give remove, or a day to come`;
  return { decision: "until", until };
}
