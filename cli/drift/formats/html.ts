import { counted } from "../../chart/text";
import type { PageContent } from "../../page/content";
import { page } from "../../page/page";
import type { DriftReport } from "../report";
import { countsInWords } from "./categories";
import { listOf } from "./list";
import { settledIn } from "./words";

/**
 * One self-contained HTML file: the chart of each org with its drift marked on it, and the list. Where
 * nothing is found, the chart has the place of the list.
 */
export function html(report: DriftReport): string {
  return page({
    what: "Drift",
    title: report.stack,
    verdict: verdictOf(report),
    facts: factsOf(report),
    orgs: report.orgs,
    ...(report.findings.length > 0 && { list: listOf(report) }),
    unseen: report.unseen,
    notes: report.notes,
    tool: report.tool,
  });
}

function verdictOf({ verdict, counts }: DriftReport): NonNullable<PageContent["verdict"]> {
  const found = countsInWords(counts);
  switch (verdict) {
    case "clean":
      return { mood: "good", text: found === "" ? "No drift" : `No drift that counts: ${found}` };
    case "drift":
      return { mood: "bad", text: `Drift: ${found}` };
    case "incomplete":
      return { mood: "bad", text: `Not all could be seen${found && `; seen: ${found}`}` };
  }
}

function factsOf(report: DriftReport): string[] {
  const { checkedAt, tenants, checked, requests } = report;
  return [
    `Checked ${checkedAt.slice(0, 16).replace("T", " ")} UTC`,
    ...tenants,
    `${counted(checked, "resource")} compared`,
    counted(requests, "request"),
    ...settledIn(report),
  ];
}
