import { colours } from "../../chart/style";
import { escaped } from "../../chart/text";
import { pageStyle } from "../../page/style";
import { shell } from "../../page/shell";
import type { AccessReport } from "../report";
import type { Format } from "./format";
import { accessStyle } from "./style";
import { dayOf } from "../../output/day";
import { statementsOf, summaryOf, titleOf, type Statement } from "./words";

/** One self-contained HTML file with a table of who has what by which ways. */
export const html: Format = (report) => {
  const { stack, tenants, askedAt, base, unseen, notes, tool } = report;
  const statements = statementsOf(report);
  const frame = {
    ...{ what: "Access", title: titleOf(report), verdict: verdictOf(report) },
    facts: [
      stack,
      ...tenants,
      `${base === "live" ? "Read" : "By the state, asked"} ${dayOf(askedAt)}`,
    ],
    ...{ unseen, notes, tool },
  };
  const style = `${colours}${pageStyle}${accessStyle}`;
  return shell(frame, { main: `<main class="one">${table(statements)}</main>`, style });
};

function verdictOf(report: AccessReport) {
  const { unseen, expiring = [] } = report;
  const text = summaryOf(report).replace(/^[a-z]/, (letter) => letter.toUpperCase());
  const isBad = unseen.length > 0 || expiring.some(({ overdue }) => overdue);
  const says = unseen.length > 0 ? `${text}; not all could be seen` : text;
  return { mood: isBad ? ("bad" as const) : ("good" as const), text: says };
}

function table(statements: readonly Statement[]): string {
  if (statements.length === 0) return `<p class="note">There is nothing to tell.</p>`;
  return `<table class="access">
<thead><tr><th scope="col">What</th><th scope="col">By which ways</th></tr></thead>
<tbody>
${statements.map(rowOf).join("\n")}
</tbody>
</table>`;
}

function rowOf({ is, says, ways }: Statement): string {
  const items = ways.map((way) => `<li>${text(way)}</li>`).join("");
  const list = ways.length === 0 ? "" : `<ul>${items}</ul>`;
  return `<tr class="${is}"><th scope="row">${text(says)}</th><td>${list}</td></tr>`;
}

const text = (given: string) => `<bdi dir="ltr">${escaped(given)}</bdi>`;
