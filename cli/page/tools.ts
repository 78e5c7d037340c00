import { SIGNS } from "../chart/marks";
import { categories, type Finding } from "../findings/finding";

/** The search, the filters and how many findings are left. They need the script, which shows them. */
export function tools(findings: readonly Finding[] | undefined): string {
  return `<div id="tools" role="search" hidden>
<label class="words"><span>Search</span><input type="search" id="words" autocomplete="off" spellcheck="false" placeholder="${findings ? "name, id or value" : "name or id"}"></label>
${findings ? picks(findings) + kinds(findings) : ""}
<button type="button" id="within" hidden></button>
<p id="status" role="status"></p>
</div>`;
}

function picks(findings: readonly Finding[]): string {
  const counting = findings.filter(({ accepted }) => !accepted);
  const boxes = categories.map((category) => {
    const count = counting.filter((finding) => finding.category === category).length;
    return pick(category, `<span aria-hidden="true">${SIGNS[category]}</span> ${category}`, count);
  });
  const accepted = findings.length - counting.length;
  if (accepted > 0) boxes.push(pick("accepted", "accepted", accepted));
  return `<fieldset><legend>Show</legend>${boxes.join("")}</fieldset>`;
}

/** Accepted findings are hidden at first. */
function pick(value: string, label: string, count: number): string {
  const checked = value === "accepted" ? "" : " checked";
  return `<label class="badge ${value}"><input type="checkbox" class="pick" value="${value}"${checked}${count === 0 ? " disabled" : ""}> ${label} ${count.toLocaleString("en")}</label>`;
}

function kinds(findings: readonly Finding[]): string {
  const present = [...new Set(findings.map(({ kind }) => kind))].sort();
  if (present.length < 2) return "";
  const options = present.map((kind) => `<option>${kind}</option>`).join("");
  return `<label class="kinds"><span>Kind</span><select id="kind"><option value="">all</option>${options}</select></label>`;
}
