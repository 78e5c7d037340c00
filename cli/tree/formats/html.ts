import { page } from "../../page/page";
import type { LiveTree } from "../live-tree";

/** One self-contained HTML file with the chart of each org, to open, close and search in. */
export function html({ tool, readAt, tenant, orgs, unseen }: LiveTree): string {
  return page({
    what: "Org",
    title: orgs.map(({ name }) => name).join(", "),
    facts: [`Read ${readAt.slice(0, 16).replace("T", " ")} UTC`, tenant],
    notes: [],
    ...{ tool, orgs, unseen },
  });
}
