import type { Category } from "../chart/category";
import { escaped } from "../chart/text";
import type { EntryList } from "./entry";

/** The search, the filters and how many entries are left. They need the script, which shows them. */
export function tools(list: EntryList | undefined, hasPeople: boolean): string {
  const others = hasPeople ? "name, id or person" : "name or id";
  const placeholder = list ? "name, id or value" : others;
  return `<div id="tools" role="search" hidden>
<label class="words"><span>Search</span><input type="search" id="words" autocomplete="off" spellcheck="false" placeholder="${placeholder}"></label>
${list ? picks(list) + kinds(list) : ""}
<button type="button" id="within" hidden></button>
<p id="status" role="status"></p>
</div>`;
}

function picks({ categories, groups }: EntryList): string {
  const counts = new Map<string, number>();
  for (const { category } of groups.flatMap(({ entries }) => entries)) {
    counts.set(category, (counts.get(category) ?? 0) + 1);
  }
  const boxes = categories.map((one) => pick(one, counts.get(one.name) ?? 0));
  return `<fieldset><legend>Show</legend>${boxes.join("")}</fieldset>`;
}

function pick({ name, sign, tone, isHidden }: Category, count: number): string {
  const mark = sign === "" ? "" : `<span aria-hidden="true">${escaped(sign)}</span> `;
  const state = `${isHidden ? "" : " checked"}${count === 0 ? " disabled" : ""}`;
  return `<label class="badge ${tone}"><input type="checkbox" class="pick" value="${escaped(name)}"${state}> ${mark}${escaped(name)} ${count.toLocaleString("en")}</label>`;
}

function kinds({ groups }: EntryList): string {
  const all = groups.flatMap(({ entries }) => entries.flatMap(({ kind }) => kind ?? []));
  const present = [...new Set(all)].sort();
  if (present.length < 2) return "";
  const options = present.map((kind) => `<option>${escaped(kind)}</option>`).join("");
  return `<label class="kinds"><span>Kind</span><select id="kind"><option value="">all</option>${options}</select></label>`;
}
