import { counted, escaped } from "../chart/text";
import type { EntryList, Group } from "./entry";
import { FIRST, item } from "./item";
import { peopleIn, placeRow, type Place } from "./places";

/** Where there are more entries, long groups are folded, but for the first. */
const MOST_OPEN = 60;
/** A group is long that has more. */
const FEW = 12;

/** The list of what a page is about, as HTML. */
export function entryList({ title, noun, groups, categories }: EntryList): string {
  const hidden = new Set(categories.filter((one) => one.isHidden).map(({ name }) => name));
  const shown = groups.map(({ entries, ...rest }) => ({
    ...rest,
    entries: entries.filter(({ category }) => !hidden.has(category)),
  }));
  const all = shown.reduce((sum, { entries }) => sum + entries.length, 0);
  const sections = shown.map((group, i) =>
    groupOf(group, noun, all <= MOST_OPEN || group.entries.length <= FEW || i === 0),
  );
  return list(title, sections);
}

function groupOf({ title, entries }: Group, [one, many]: EntryList["noun"], isOpen: boolean) {
  const further = counted(entries.length - FIRST, `more ${one}`, `more ${many}`);
  const items = itemsOf(entries, item, further);
  if (title === undefined) return `<div class="group">${items}</div>`;
  const count = `<span class="count">${entries.length.toLocaleString("en")}</span>`;
  const head = `<summary><h3>${escaped(title)}</h3> ${count}</summary>`;
  return `<details class="group"${isOpen ? " open" : ""}>${head}\n${items}</details>`;
}

/** Who is where, as HTML. */
export function peopleList(places: readonly Place[]): string {
  if (places.length === 0) return "";
  const further = counted(peopleIn(places.slice(FIRST)), "more membership");
  return list("People", [`<div class="group">${itemsOf(places, placeRow, further)}</div>`]);
}

/** @param further what is not among the first entries */
function itemsOf<Entry>(
  entries: readonly Entry[],
  row: (entry: Entry) => string,
  further: string,
): string {
  const noscript =
    entries.length > FIRST ? `<noscript><p>${further}, with scripts.</p></noscript>` : "";
  return `<ol>
${entries.slice(0, FIRST).map(row).join("\n")}
</ol>
${noscript}<button type="button" class="more" hidden></button>`;
}

const list = (title: string, groups: readonly string[]) =>
  `<section class="list" aria-labelledby="entries">
<h2 id="entries">${title}</h2>
<div id="list">
${groups.join("\n")}
</div>
</section>`;
