import { printable } from "../../../provider/printable";
import { gapsIn } from "../../live-org/gap";
import type { Colors } from "../../terminal/colors";
import type { Format } from "./format";
import { dayOf } from "../../output/day";
import { statementsOf, summaryOf, titleOf, type Statement } from "./words";

/** Sentences, for people at a terminal. */
export const textIn =
  (colors: Colors): Format =>
  (report) => {
    const { stack, tenants, askedAt, notes, unseen } = report;
    const where = [stack, ...(tenants.length > 0 ? [`on ${tenants.join(" and ")}`] : [])].join(" ");
    const gaps = gapsIn(unseen).map(({ text }) => colors.red(`Not seen: ${text}`));
    const lines = [
      colors.bold(printable(titleOf(report))),
      colors.dim(printable(`${where}, ${dayOf(askedAt)}`)),
      ...notes.map((note) => colors.dim(printable(note))),
      "",
      ...statementsOf(report).flatMap((statement) => linesOf(statement, colors)),
      ...gaps,
      capital(summaryOf(report)),
    ];
    return `${lines.join("\n")}\n`;
  };

/** One way stands on the line, several below it. */
function linesOf({ is, says, ways }: Statement, colors: Colors): string[] {
  const color = COLORS[is](colors);
  const [only] = ways;
  if (ways.length === 1 && only !== undefined) {
    return [`${color(printable(says))}: ${printable(only)}`];
  }
  const end = ways.length === 0 ? "" : ":";
  return [`${color(printable(says))}${end}`, ...ways.map((way) => `  ${printable(way)}`)];
}

const plain = () => (text: string) => text;
const COLORS: Readonly<Record<Statement["is"], (colors: Colors) => (text: string) => string>> = {
  has: plain,
  manages: plain,
  withheld: plain,
  expires: plain,
  none: ({ yellow }) => yellow,
  ended: ({ yellow }) => yellow,
  denied: ({ red }) => red,
  overdue: ({ red }) => red,
};

const capital = (text: string) => text.replace(/^[a-z]/, (letter) => letter.toUpperCase());
