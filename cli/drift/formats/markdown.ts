import { categories, type Category, type Finding } from "../../findings/finding";
import type { DriftReport } from "../report";
import type { Format } from "./format";
import { printable } from "../../../provider/printable";
import { changeOf, countsOf, subjectOf, verdictOf, whatOf } from "./words";
import { gapsIn } from "../../live-org/gap";

/** Longer tables are folded. */
const MOST_ROWS = 20;

/** A comment on a pull request: a table for each category. */
export const markdown: Format = (report) => {
  const sections = categories.flatMap((category) => section(report, category));
  const parts = [
    `## ${SIGN[report.verdict]} ${verdictOf(report)}${countsOf(report)}`,
    quoted(subjectOf(report)),
    ...report.notes.map((note) => `> ${quoted(note)}`),
    ...sections,
    ...gaps(report),
  ];
  return `${parts.join("\n\n")}\n`;
};

const SIGN = { clean: "✅", drift: "⚠️", incomplete: "❌" } as const;

function section({ findings }: DriftReport, category: Category): string[] {
  const all = findings.filter((one) => one.category === category);
  if (all.length === 0) return [];
  const table = [
    "| where | what | difference | what to do | id |",
    "| --- | --- | --- | --- | --- |",
    ...all.map(row),
  ].join("\n");
  const title = `${all.length} ${category}`;
  if (all.length <= MOST_ROWS) return [`### ${title}`, table];
  return [`<details><summary><b>${title}</b></summary>`, table, "</details>"];
}

function row(finding: Finding): string {
  const { path, changes = [], accepted, advice, who, replaced, id } = finding;
  const differences = changes.map((one) => quoted(`${one.property}: ${changeOf(one)}`));
  const by = who === undefined ? [] : [quoted(`by ${who.actor} at ${who.at}`)];
  const cells = [
    quoted(path.join(" / ")),
    quoted(whatOf(finding)),
    [...(replaced ? ["replaced"] : []), ...differences, ...by].join("<br>"),
    accepted === undefined ? advice : `accepted: ${quoted(accepted.reason)}`,
    `\`${id}\``,
  ];
  return `| ${cells.join(" | ")} |`;
}

function gaps({ unseen }: DriftReport): string[] {
  const all = gapsIn(unseen);
  if (all.length === 0) return [];
  return ["### Not seen", all.map(({ text }) => `- ${quoted(text)}`).join("\n")];
}

/** Text from outside as code: there a forge makes no mention of `@ada` and no link of `#1`. */
const quoted = (text: string) => `<code>${escaped(text)}</code>`;

/** Text without markup, HTML or links: every character that could mean something becomes an entity. */
const escaped = (text: string) =>
  printable(text).replace(MARKUP, (one) => `&#${one.codePointAt(0)};`);

const MARKUP = /[^\p{L}\p{M}\p{N} ,;()/"→-]/gu;
