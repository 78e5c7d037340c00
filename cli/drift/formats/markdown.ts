import { categories, type Category, type Finding } from "../../findings/finding";
import type { DriftReport } from "../report";
import type { Format } from "./format";
import { COMMENT, quoted, quotedPath } from "../../output/markdown";
import { counted } from "../../chart/text";
import { codeOf, countsOf, sentencesOf, subjectOf, verdictOf, whatOf, whoOf } from "./words";
import { gapsIn } from "../../live-org/gap";

/** Kept for the last line: how much more there is, and where. */
const ROOM_FOR_MORE = 1_200;
/** Longer tables are folded. */
const MOST_ROWS = 20;
const MOST_CHANGES = 10;
const MOST_LINES = 20;
const ROOM_FOR_TITLE = 100;

/** What matters most comes first, and is cut last. */
const BY_WEIGHT = [
  "missing",
  "changed",
  "overdue",
  "unmanaged",
  "tolerated",
] as const satisfies readonly Category[];

/**
 * A comment on a pull request: a table for each category, as far as one comment holds them. It ends with
 * how much more there is, and where.
 */
export const markdown: Format = (report, whole) => {
  const head = [
    `## ${SIGN[report.verdict]} ${verdictOf(report)}${countsOf(report)}`,
    quoted(subjectOf(report)),
    ...firstOf(report.notes, (note) => `> ${quoted(note)}`),
  ];
  const end = gaps(report);
  const room = COMMENT - ROOM_FOR_MORE - written([...head, ...end]).length;
  const { sections, left } = fitting(report, room);
  const code = codeSection(report, room - written(sections).length);
  return written([...head, ...sections, ...code, ...end, ...more(left, whole)]);
};

const written = (parts: readonly string[]) => `${parts.join("\n\n")}\n`;

const SIGN = { clean: "✅", drift: "⚠️", incomplete: "❌" } as const;

/** As many whole rows as there is room for, and the findings that have none. */
function fitting({ findings }: DriftReport, room: number) {
  const sections: string[] = [];
  const left: Finding[] = [];
  for (const category of BY_WEIGHT) {
    const all = byWeight(findings.filter((one) => one.category === category));
    const rows: string[] = [];
    let free = room - section(category, all.length, rows).length - "\n\n".length;
    for (const one of left.length === 0 ? all : []) {
      const next = row(one);
      free -= next.length + "\n".length;
      if (free < 0) break;
      rows.push(next);
    }
    left.push(...all.slice(rows.length));
    if (rows.length === 0) continue;
    const text = section(category, all.length, rows);
    sections.push(text);
    room -= text.length + "\n\n".length;
  }
  return { sections, left };
}

/** What to paste, below the tables, which have no place for it: as much as there is room for. */
function codeSection({ findings }: DriftReport, room: number): string[] {
  const blocks = BY_WEIGHT.flatMap((category) =>
    findings.filter((one) => one.category === category).flatMap((one) => codeBlock(one)),
  );
  if (blocks.length === 0) return [];
  const shown: string[] = [];
  let free = room - ROOM_FOR_TITLE;
  for (const block of blocks) {
    free -= block.length + "\n\n".length;
    if (free < 0) break;
    shown.push(block);
  }
  const further = blocks.length - shown.length;
  const rest = further === 0 ? [] : [`and ${further} more`];
  const title = "<details><summary><b>Code to paste</b></summary>";
  return [title, ...shown, ...rest, "</details>"];
}

/** A fence that no line of the code ends. */
function codeBlock(finding: Finding): string[] {
  const code = codeOf(finding);
  if (code === undefined) return [];
  const longest = Math.max(2, ...[...code.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = "`".repeat(longest + 1);
  return [`${quotedPath(finding.path)} \`${finding.id}\`\n\n${fence}ts\n${code}\n${fence}`];
}

/** Those that the baseline accepts come last. */
const byWeight = (findings: readonly Finding[]): Finding[] => [
  ...findings.filter(({ accepted }) => accepted === undefined),
  ...findings.filter(({ accepted }) => accepted !== undefined),
];

function section(category: Category, count: number, rows: readonly string[]): string {
  const title = `${count} ${category}`;
  const table = [
    "| where | what | difference | what to do | id |",
    "| --- | --- | --- | --- | --- |",
    ...rows,
  ].join("\n");
  return count <= MOST_ROWS
    ? `### ${title}\n\n${table}`
    : `<details><summary><b>${title}</b></summary>\n\n${table}\n\n</details>`;
}

function row(finding: Finding): string {
  const { path, accepted, expired, advice, replaced, id } = finding;
  const sentences = sentencesOf(finding);
  const further = sentences.length - MOST_CHANGES;
  const differences = [
    ...(replaced ? ["replaced"] : []),
    ...sentences.slice(0, MOST_CHANGES).map(quoted),
    ...(further > 0 ? [`and ${further} more`] : []),
    ...whoOf(finding).map(quoted),
  ];
  const over = expired && `expired on ${expired.expires}: ${quoted(expired.reason)}<br>`;
  const cells = [
    quotedPath(path),
    quoted(whatOf(finding)),
    differences.join("<br>"),
    accepted === undefined ? `${over ?? ""}${advice}` : `accepted: ${quoted(accepted.reason)}`,
    `\`${id}\``,
  ];
  return `| ${cells.join(" | ")} |`;
}

function gaps({ unseen }: DriftReport): string[] {
  const all = gapsIn(unseen);
  if (all.length === 0) return [];
  return ["### Not seen", firstOf(all, ({ text }) => `- ${quoted(text)}`).join("\n")];
}

function firstOf<T>(all: readonly T[], line: (one: T) => string): string[] {
  const further = all.length - MOST_LINES;
  return [...all.slice(0, MOST_LINES).map(line), ...(further > 0 ? [`- and ${further} more`] : [])];
}

function more(left: readonly Finding[], whole: string | undefined): string[] {
  if (left.length === 0) return [];
  const counts = categories
    .map((category) => [category, left.filter((one) => one.category === category).length] as const)
    .filter(([, count]) => count > 0)
    .map(([category, count]) => `${count} ${category}`);
  const where =
    whole === undefined
      ? "`--format json=drift.json` writes all of them"
      : `all of them are in ${quoted(whole)}`;
  return [`**And ${counted(left.length, "more finding")}** (${counts.join(", ")}): ${where}.`];
}
