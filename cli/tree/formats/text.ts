import type { ChartNode, Drawn } from "../../chart/chart-node";
import { counted } from "../../chart/text";
import { everyNode, treeOf } from "../../chart/tree";
import { drawnOf, wholeView } from "../../chart/view";
import { called } from "../../live-org/called";
import { gapsIn } from "../../live-org/gap";
import { printable } from "../../../provider/printable";
import type { Person, ReportedOrg } from "../../live-org/reported-org";
import type { Colors } from "../../terminal/colors";
import type { Format } from "./format";

/** Orgs as indented lines. */
export function textIn(colors: Colors): Format {
  return ({ orgs, unseen }, { depth }) => {
    const blocks = orgs.map((org) => orgLines(org, depth, colors).join("\n"));
    const gaps = gapsIn(unseen).map(({ text }) => `not seen: ${text}`);
    return `${[...blocks, ...gaps].join("\n\n")}\n`;
  };
}

function orgLines(org: ReportedOrg, depth: number, colors: Colors): string[] {
  const top = treeOf(org, []);
  const { children } = drawnOf(top, wholeView(top, depth));
  return [
    `${colors.bold(printable(org.name))} ${colors.dim(printable(org.id))}`,
    ...children.flatMap((child, i) => branch(child, i === children.length - 1, colors)),
    ...outside(org.inNoNode, colors),
    colors.dim(summary(top)),
  ];
}

function branch(drawn: Drawn, isLast: boolean, colors: Colors): string[] {
  if ("rest" in drawn) return [];
  const { node, children } = drawn;
  const below = [
    ...peopleLines(node.people, children.length > 0 ? colors.dim("│  ") : "   "),
    ...children.flatMap((child, i) => branch(child, i === children.length - 1, colors)),
  ];
  return [
    `${colors.dim(isLast ? "└─ " : "├─ ")}${title(node, children.length > 0, colors)}`,
    ...below.map((line) => `${colors.dim(isLast ? "   " : "│  ")}${line}`),
  ];
}

/** All of them, however many: a list that is cut would say that somebody is nowhere. */
const peopleLines = (people: readonly Person[], start: string): string[] =>
  people.map(({ username, name }) => `${start}${printable(called(username, name))}`);

function outside(people: readonly Person[] = [], colors: Colors): string[] {
  if (people.length === 0) return [];
  const count = counted(people.length, "person", "people");
  return [`In no node  ${colors.dim(count)}`, ...peopleLines(people, "   ")];
}

/** The name, how many are in it, and how much is below that is not shown. */
function title({ name, members, below, parent }: ChartNode, isOpen: boolean, colors: Colors) {
  const counts = [
    ...(members > 0 ? [counted(members, "person", "people")] : []),
    ...(below > 0 && !isOpen ? [`${below.toLocaleString("en")} below`] : []),
  ];
  const shown = parent?.kind === "org" ? colors.cyan(printable(name)) : printable(name);
  return counts.length === 0 ? shown : `${shown}  ${colors.dim(counts.join(", "))}`;
}

/** How much there is of each kind, without the roots. */
function summary(top: ChartNode): string {
  const kinds = new Map<string, number>();
  let memberships = 0;
  for (const { kind, parent, members } of everyNode(top)) {
    memberships += members;
    if (parent && parent !== top) kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
  }
  const nodes = [...kinds].map(([kind, count]) => counted(count, kind));
  return [...nodes, counted(memberships, "membership")].join(", ");
}
