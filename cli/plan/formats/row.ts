import { escaped } from "../../chart/text";
import { badge } from "../../page/badge";
import type { PageEntry } from "../../page/entry";
import { named } from "../../page/named";
import { sentence } from "../../page/sentence";
import { told } from "../../page/told";
import { planned } from "./categories";
import type { ChartPlace } from "./chart-places";
import { textOf, type About, type Line } from "./line";

/** Ways to a perm that show before somebody opens the rest. */
const FIRST_DETAILS = 3;

/**
 * A line in the list of a page; nothing for what a page tells elsewhere.
 * @param id no other entry has it
 */
export function entryOf(
  line: Line,
  id: string,
  placeOf: (about: About) => ChartPlace,
): PageEntry | undefined {
  const { category, about = {}, details } = line;
  if (category === undefined) return undefined;
  const place = placeOf(about);
  const { org, node, person } = about;
  const ids = [org, node, person].filter((one) => one !== undefined);
  return {
    ...{ id, ...place, category },
    words: [textOf(line), ...details, ...ids, category],
    html: rowOf(line, place.org === undefined ? undefined : id),
  };
}

/** @param link the entry's id, where a chart shows its place */
function rowOf({ text, declared, why, details, category }: Line, link: string | undefined): string {
  const mark = planned.find(({ name }) => name === category);
  const words = named(text);
  const what =
    link === undefined
      ? `<span class="says">${words}</span>`
      : `<button type="button" class="show says" data-entry="${escaped(link)}">${words}</button>`;
  const reason = why === undefined ? "" : `<p class="advice">${sentence(why)}</p>\n`;
  const ways = details.map((one) => named(one));
  return `<div class="line">${mark ? badge(mark, "") : ""}<div>${what}
${told(ways, FIRST_DETAILS)}${reason}${facts(declared)}</div></div>`;
}

function facts(declared: readonly string[]): string {
  if (declared.length === 0) return "";
  return `<p class="facts">${declared.map((one) => `<code>${escaped(one)}</code>`).join(" · ")}</p>`;
}
