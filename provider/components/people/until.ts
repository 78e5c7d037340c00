import { endDate } from "../../end-date";
import { InvalidCell } from "./cell";
import { quoted } from "./fault";

/** Makes the texts of a column end dates. */
export type ReadDate = (text: string) => string;

/**
 * @param dateFormat such as `DD.MM.YYYY`
 * @throws InvalidCell for a format that does not say a day
 */
export function dateReader(dateFormat?: string): ReadDate {
  const pattern = dateFormat === undefined ? undefined : patternOf(dateFormat);
  return (text) => {
    const { year, month = "", day = "" } = pattern?.exec(text)?.groups ?? {};
    const iso =
      year === undefined ? text : `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
    if (endDate.safeParse(iso).success) return iso;
    throw new InvalidCell(`${quoted(text)} is no end date: ${expected(dateFormat)}`);
  };
}

const expected = (dateFormat?: string) =>
  dateFormat === undefined
    ? "give a day such as 2026-12-31, or the dateFormat of the column, such as DD.MM.YYYY"
    : `give a day as ${dateFormat} or as 2026-12-31`;

const PARTS: Readonly<Record<string, string>> = {
  YYYY: "(?<year>\\d{4})",
  MM: "(?<month>\\d{2})",
  M: "(?<month>\\d{1,2})",
  DD: "(?<day>\\d{2})",
  D: "(?<day>\\d{1,2})",
};

function patternOf(dateFormat: string): RegExp {
  const parts = dateFormat.match(/YYYY|MM?|DD?|[A-Za-z]+|[^A-Za-z]+/g) ?? [];
  const letters = parts.filter((part) => /[A-Za-z]/.test(part));
  const initials = letters.map((part) => part.slice(0, 1)).sort();
  if (initials.join("") !== "DMY" || letters.some((part) => !Object.hasOwn(PARTS, part))) {
    throw new InvalidCell(
      `dateFormat ${quoted(dateFormat)} does not say a day: give YYYY, MM or M, and DD or D, such as DD.MM.YYYY`,
    );
  }
  const source = parts.map((part) => PARTS[part] ?? part.replace(/[^\w\s]/g, "\\$&"));
  return new RegExp(`^${source.join("")}$`);
}
