import { counted } from "../../chart/text";
import { COMMENT, quoted } from "../../output/markdown";
import type { Format } from "./format";
import { textOf, type Line } from "./line";
import { sectionsOf, subjectOf, summaryOf, verdictOf, type Section } from "./sections";

/** Kept for the last line: how much more there is, and where. */
const ROOM_FOR_MORE = 1_200;
/** Longer lists are folded. */
const MOST_ROWS = 20;
/** Ways to a perm that are shown. */
const MOST_DETAILS = 5;
const MOST_NOTES = 20;

/**
 * A comment on a pull request: a list for each part of the plan, as far as one comment holds them. It ends
 * with how much more there is, and where.
 */
export const markdown: Format = (report, whole) => {
  const { broken, unseen, notes } = report;
  const sign = broken.length + unseen.length > 0 ? "❌" : "✅";
  const further = notes.length - MOST_NOTES;
  const head = [
    `## ${sign} ${verdictOf(report)} ${summaryOf(report)}`,
    quoted(subjectOf(report)),
    ...notes.slice(0, MOST_NOTES).map((note) => `> ${quoted(note)}`),
    ...(further > 0 ? [`> and ${counted(further, "more note")}`] : []),
  ];
  const room = COMMENT - ROOM_FOR_MORE - written(head).length;
  const { parts, left } = fitting(sectionsOf(report, { byPerson: true }), room);
  return written([...head, ...parts, ...more(left, whole)]);
};

const written = (parts: readonly string[]) => `${parts.join("\n\n")}\n`;

/** What has no room, by section. */
interface Left {
  readonly title: string;
  readonly count: number;
}

/** As many whole rows as there is room for. */
function fitting(sections: readonly Section[], most: number) {
  const parts: string[] = [];
  const left: Left[] = [];
  let room = most;
  for (const section of sections) {
    const rows: string[] = [];
    let free = room - partOf(section, []).length - "\n\n".length;
    for (const line of left.length === 0 ? section.lines : []) {
      const next = rowOf(line);
      free -= next.length + "\n".length;
      if (free < 0) break;
      rows.push(next);
    }
    const count = section.lines.length - rows.length;
    if (count > 0) left.push({ title: section.title, count });
    if (rows.length === 0) continue;
    const part = partOf(section, rows);
    parts.push(part);
    room -= part.length + "\n\n".length;
  }
  return { parts, left };
}

function partOf({ title, lines }: Section, rows: readonly string[]): string {
  const list = rows.join("\n");
  const head = `${title} (${lines.length})`;
  if (lines.length <= MOST_ROWS) return `### ${head}\n\n${list}`;
  return `<details><summary><b>${head}</b></summary>\n\n${list}\n\n</details>`;
}

function rowOf(line: Line): string {
  const { details } = line;
  const further = details.length - MOST_DETAILS;
  const shown = details.slice(0, MOST_DETAILS).map((one) => `  - ${quoted(one)}`);
  const rest = further > 0 ? [`  - and ${counted(further, "more way")}`] : [];
  return [`- ${quoted(textOf(line))}`, ...shown, ...rest].join("\n");
}

function more(left: readonly Left[], whole: string | undefined): string[] {
  if (left.length === 0) return [];
  const count = left.reduce((sum, one) => sum + one.count, 0);
  const counts = left.map((one) => `${one.title}: ${one.count}`).join(", ");
  const where =
    whole === undefined
      ? "`--format json=plan.json` writes all of them"
      : `all of them are in ${quoted(whole)}`;
  return [`**And ${counted(count, "more line")}** (${counts}): ${where}.`];
}
