import { counted } from "../../chart/text";
import { gapsIn } from "../../live-org/gap";
import type { Act, PlanReport } from "../report";
import {
  accessLine,
  brokenLine,
  changeLine,
  gapLine,
  moveLine,
  waivedLine,
  type Line,
} from "./line";
import { countsOf, movesIn } from "./people";

/** A part of a report: its title, and a line for each thing in it. */
export interface Section {
  readonly title: string;
  readonly lines: readonly Line[];
  /** Whether somebody has to act. */
  readonly isGrave: boolean;
}

/** Which acts belong together, in this order. */
const GROUPS: readonly (readonly [title: string, acts: readonly Act[], isGrave: boolean])[] = [
  ["Deleted for good", ["delete", "replace"], true],
  ["Suspended or let go", ["suspend", "release"], false],
  ["Let in again", ["return"], false],
  ["Taken over", ["adopt"], false],
  ["Made", ["create"], false],
  ["Moved or renamed", ["move", "rename"], false],
  ["Joins and leaves", ["join", "leave", "expire"], false],
  ["Grants and denials", ["grant", "revoke", "deny", "undeny"], false],
  ["Other changes", ["update"], false],
];

/** How people are told of. */
interface How {
  /** Whether all that happens to somebody is one line, where it makes one thing. @default false */
  readonly byPerson?: boolean;
}

/** All that a report says, what matters most first. */
export function sectionsOf(report: PlanReport, { byPerson = false }: How = {}): Section[] {
  const { changes, names, gains, losses, broken, waived } = report;
  const { moves, rest: others } = byPerson ? movesIn(changes) : { moves: [], rest: changes };
  const groups = GROUPS.map(([title, acts, isGrave]) => {
    const people = moves.filter(({ is, lead }) => is !== "moves" && acts.includes(lead.what));
    const own = others.filter(({ what }) => acts.includes(what));
    const lines = [
      ...people.map((one) => moveLine(one, names)),
      ...own.map((one) => changeLine(one, names)),
    ];
    return { title, lines, isGrave };
  });
  const moving = moves.filter(({ is }) => is === "moves").map((one) => moveLine(one, names));
  const [gone, ...rest] = groups;
  const section = (title: string, lines: readonly Line[], isGrave = false) => ({
    ...{ title, lines, isGrave },
  });
  const losing = losses.map((one) => accessLine(one, "loses", names));
  const gaining = gains.map((one) => accessLine(one, "gains", names));
  return [
    section(
      "Broken rules",
      broken.map((one) => brokenLine(one, names)),
      true,
    ),
    section("Not seen", gapsIn(report.unseen).map(gapLine), true),
    ...(gone === undefined ? [] : [gone]),
    section("Who loses access", losing, true),
    section("Who gains access", gaining),
    section("People who move", moving),
    ...rest,
    section(
      "Waived rules",
      waived.map((one) => waivedLine(one, names)),
    ),
  ].filter(({ lines }) => lines.length > 0);
}

/** What was planned, where, and what it would take. */
export function subjectOf({ stack, tenants, plannedAt }: PlanReport): string {
  const on = tenants.length === 0 ? "" : ` on ${tenants.join(", ")}`;
  return `${stack}${on}, ${plannedAt}`;
}

/** `12 changes (people: 3 join, 1 leaves), 3 gains, 1 loss, 40 resources unchanged; about 30 requests, 5 s`. */
export function summaryOf({ changes, gains, losses, unchanged, forecast }: PlanReport): string {
  const { requests, seconds } = forecast;
  const people = countsOf(movesIn(changes).moves);
  const counts = [
    `${counted(changes.length, "change")}${people === "" ? "" : ` (people: ${people})`}`,
    counted(gains.length, "gain"),
    losses.length === 1 ? "1 loss" : `${losses.length} losses`,
    `${counted(unchanged, "resource")} unchanged`,
  ];
  return `${counts.join(", ")}; an apply takes about ${counted(requests, "request")} and ${seconds} s`;
}

/** The verdict in a sentence. */
export function verdictOf({ broken, unseen, changes }: PlanReport): string {
  if (unseen.length > 0) return "The plan is not complete: it could not see everything.";
  if (broken.length > 0) return broken.length === 1 ? "A rule is broken." : "Rules are broken.";
  return changes.length === 0 ? "Nothing changes." : "No rule is broken.";
}
