import { csvOf } from "../../output/csv";
import type { ReviewEntry } from "./entry";

/** Of a sheet, in its first row. `decision` and `comment` are the reviewer's. */
const COLUMNS = [
  ...["person", "name", "gives", "by", "until", "resource", "source", "reviewers"],
  ...["decision", "comment", "key"],
];

/** Perms in one cell: a spreadsheet has an end of those. */
const MOST = 100;
/** Without it Excel takes UTF-8 for the code page of its country. */
const BOM = "\ufeff";

/** A file of a review: what one reviewer decides on. */
export interface Sheet {
  /** `adalovelace.csv`; no folder. */
  readonly file: string;
  /** CSV in UTF-8, with a byte order mark. */
  readonly text: string;
  readonly rows: number;
}

/** A sheet for each reviewer, and `no-manager.csv` for whom nobody manages. */
export function sheetsOf(entries: readonly ReviewEntry[]): Sheet[] {
  const groups = new Map<string | undefined, ReviewEntry[]>();
  for (const entry of entries) {
    const [reviewer] = entry.reviewers;
    const group = groups.get(reviewer) ?? [];
    if (group.length === 0) groups.set(reviewer, group);
    group.push(entry);
  }
  const taken = new Set<string>();
  return [...groups].map(([reviewer, rows]) => ({
    file: fileOf(reviewer ?? "no-manager", taken),
    text: BOM + csvOf([COLUMNS, ...rows.map(rowOf)]),
    rows: rows.length,
  }));
}

function rowOf(entry: ReviewEntry): string[] {
  const { username, name, gives, what, place, until, declared, reviewers, key } = entry;
  const more = gives.length > MOST ? [`and ${gives.length - MOST} more`] : [];
  return [
    ...[username, name, [...gives.slice(0, MOST), ...more].join("; ")],
    what === "membership" ? `member of ${place}` : `granted ${place}`,
    ...[until ?? "", declared?.resource ?? "not in the stack", declared?.source ?? ""],
    ...[reviewers.join(" "), "", "", key],
  ];
}

/** A username as the name of a file anywhere: others get a number where they would be the same. */
function fileOf(name: string, taken: Set<string>): string {
  const plain = name.replace(/[^\p{L}\p{M}\p{N}_@+.-]/gu, "_").replace(/^\.|\.$/g, "_");
  const short = [...plain].slice(0, 60).join("");
  for (let count = 1; ; count += 1) {
    const file = `${short}${count === 1 ? "" : `-${count}`}.csv`;
    if (taken.has(file.toLowerCase())) continue;
    taken.add(file.toLowerCase());
    return file;
  }
}
