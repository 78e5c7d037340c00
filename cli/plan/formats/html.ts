import { counted } from "../../chart/text";
import type { EntryList } from "../../page/entry";
import { page } from "../../page/page";
import type { PlanReport } from "../report";
import { planned } from "./categories";
import { chartPlaces } from "./chart-places";
import type { Format } from "./format";
import { entryOf } from "./row";
import { sectionsOf, verdictOf } from "./sections";

/**
 * One self-contained HTML file: the chart of each org as it will be, with what changes marked on it, and all
 * that changes in groups. Where nothing does, the chart stands alone.
 */
export const html: Format = (report) => {
  const list = listOf(report);
  return page({
    what: "Plan",
    title: report.stack,
    verdict: { mood: isBad(report) ? "bad" : "good", text: verdictOf(report) },
    facts: factsOf(report),
    orgs: report.orgs,
    ...(list.groups.length > 0 && { list }),
    ...{ unseen: report.unseen, notes: report.notes, tool: report.tool },
  });
};

const isBad = ({ broken, unseen }: PlanReport): boolean => broken.length + unseen.length > 0;

function listOf(report: PlanReport): EntryList {
  const placeOf = chartPlaces(report);
  let count = 0;
  const groups = sectionsOf(report).map(({ title, lines }) => ({
    title,
    entries: lines.flatMap((line) => entryOf(line, `e${count++}`, placeOf) ?? []),
  }));
  const present = new Set(groups.flatMap(({ entries }) => entries.map((one) => one.category)));
  return {
    title: "What changes",
    noun: ["entry", "entries"],
    categories: planned.filter(({ name }) => present.has(name)),
    groups: groups.filter(({ entries }) => entries.length > 0),
  };
}

function factsOf({ plannedAt, tenants, changes, gains, losses, unchanged, forecast }: PlanReport) {
  const { requests, seconds } = forecast;
  return [
    `Planned ${plannedAt.slice(0, 16).replace("T", " ")} UTC`,
    ...tenants,
    counted(changes.length, "change"),
    counted(gains.length, "gain"),
    counted(losses.length, "loss", "losses"),
    `${counted(unchanged, "resource")} unchanged`,
    `an apply takes about ${counted(requests, "request")} and ${seconds} s`,
  ];
}
