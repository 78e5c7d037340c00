import type { Colors } from "../../terminal/colors";
import type { Category, Finding } from "../../findings/finding";
import { titleOf } from "../../findings/telling";
import type { DriftReport } from "../report";
import type { Format } from "./format";
import { printable } from "../../../provider/printable";
import { codeOf, countsOf, sentencesOf, SIGNS, subjectOf, verdictOf, whatOf, whoOf } from "./words";
import { gapsIn } from "../../live-org/gap";

/** The findings as a tree of names, for people at a terminal. */
export const textIn =
  (colors: Colors): Format =>
  (report) => {
    const lines = [
      colors.bold(subjectOf(report)),
      ...report.notes.map((note) => colors.dim(printable(note))),
      "",
      ...treeOf(report.findings, colors),
      ...gapLines(report, colors),
      `${verdictColor(report, colors)(verdictOf(report))}${countsOf(report)}`,
    ];
    return `${lines.join("\n")}\n`;
  };

/** Names that several findings share stand once, above them. */
function treeOf(findings: readonly Finding[], colors: Colors): string[] {
  let open: readonly string[] = [];
  const lines = findings.flatMap((finding) => {
    const above = finding.path.slice(0, -1);
    const same = sharedStart(open, above);
    open = above;
    const names = above.slice(same).map((name, index) => indent(same + index, printable(name)));
    return [...names, ...linesOf(finding, above.length, colors)];
  });
  return lines.length === 0 ? [] : [...lines, ""];
}

function linesOf(finding: Finding, depth: number, colors: Colors): string[] {
  const { category, accepted, expired, replaced } = finding;
  const color = accepted === undefined ? COLORS[category](colors) : colors.dim;
  const name = printable(titleOf(finding));
  const head = `${SIGNS[category]} ${category}${replaced ? " (replaced)" : ""} ${name}`;
  const details = [
    ...sentencesOf(finding),
    ...whoOf(finding),
    ...(expired === undefined
      ? []
      : [printable(`expired on ${expired.expires}: ${expired.reason}`)]),
    accepted === undefined ? finding.advice : acceptance(accepted),
  ];
  return [
    indent(depth, `${color(head)}  ${colors.dim(`${whatOf(finding)}  #${finding.id}`)}`),
    ...details.map((detail, index) => {
      const isAdvice = index === details.length - 1;
      return indent(depth + 2, isAdvice ? colors.dim(printable(detail)) : detail);
    }),
    ...(codeOf(finding)?.split("\n") ?? []).map((line) => indent(depth + 4, line)),
  ];
}

const acceptance = ({ reason, expires }: NonNullable<Finding["accepted"]>) =>
  `accepted${expires === undefined ? "" : ` until ${expires}`}: ${reason}`;

const COLORS: Readonly<Record<Category, (colors: Colors) => (text: string) => string>> = {
  changed: ({ yellow }) => yellow,
  missing: ({ red }) => red,
  unmanaged: ({ magenta }) => magenta,
  tolerated: ({ cyan }) => cyan,
  overdue: ({ red }) => red,
};

function gapLines({ unseen }: DriftReport, colors: Colors): string[] {
  const gaps = gapsIn(unseen);
  if (gaps.length === 0) return [];
  return ["Not seen:", ...gaps.map(({ text }) => indent(1, colors.red(`! ${text}`))), ""];
}

function verdictColor({ verdict }: DriftReport, { green, red }: Colors) {
  return verdict === "clean" ? green : red;
}

const indent = (depth: number, text: string) => `${"  ".repeat(depth)}${text}`;

function sharedStart(a: readonly string[], b: readonly string[]): number {
  const end = a.findIndex((name, index) => name !== b[index]);
  return end === -1 ? a.length : end;
}
