import type { Colors } from "../../terminal/colors";
import { printable } from "../../../provider/printable";
import type { Format } from "./format";
import { textOf } from "./line";
import { sectionsOf, subjectOf, summaryOf, verdictOf, type Section } from "./sections";

/** The plan in sentences, for people at a terminal. */
export const textIn =
  (colors: Colors): Format =>
  (report) => {
    const { broken, unseen } = report;
    const color = broken.length + unseen.length > 0 ? colors.red : colors.green;
    const lines = [
      colors.bold(printable(subjectOf(report))),
      ...report.notes.map((note) => colors.yellow(printable(note))),
      "",
      ...sectionsOf(report, { byPerson: true }).flatMap((one) => linesOf(one, colors)),
      `${color(verdictOf(report))} ${printable(summaryOf(report))}`,
    ];
    return `${lines.join("\n")}\n`;
  };

function linesOf({ title, lines, isGrave }: Section, colors: Colors): string[] {
  const color = isGrave ? colors.red : colors.bold;
  return [
    color(`${title} (${lines.length})`),
    ...lines.flatMap((line) => [
      `  ${printable(textOf(line))}`,
      ...line.details.map((detail) => colors.dim(`      ${printable(detail)}`)),
    ]),
    "",
  ];
}
