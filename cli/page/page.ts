import { layoutOf } from "../chart/layout";
import { chartStyle, colours } from "../chart/style";
import { svgOf } from "../chart/svg";
import { counted, escaped } from "../chart/text";
import { everyNode, treeOf } from "../chart/tree";
import { drawnOf, firstView } from "../chart/view";
import { withNothingHidden } from "../output/safe-json";
import type { ReportedOrg } from "../live-org/reported-org";
import { bundle } from "./bundle";
import type { PageContent, PageData } from "./content";
import { entryList, peopleList } from "./groups";
import { markedIn } from "./marked";
import { placesIn } from "./places";
import { shell } from "./shell";
import { pageStyle } from "./style";
import { tools } from "./tools";

/** A page with the chart of each org and a list of what is marked on it, or of who is where. */
export function page(content: PageContent): string {
  const { list } = content;
  const places = list ? [] : content.orgs.flatMap((org) => placesIn(org, treeOf(org, [])));
  const hasList = list !== undefined || places.length > 0;
  const main = `<main class="${hasList ? "two" : "one"}">
${tools(list, places.length > 0)}
<section class="charts" aria-label="Charts">
${content.orgs.map((org, i) => figure(org, i, content)).join("\n")}
</section>
${list ? entryList(list) : peopleList(places)}
</main>`;
  const style = `${colours}${chartStyle}${pageStyle}`;
  return shell(content, { main, style, script: { data: json(content), text: bundle() } });
}

/** A name may hold `</script>`: no `<` is left in it. */
function json({ orgs, list }: PageData): string {
  return withNothingHidden(JSON.stringify({ orgs, list })).replaceAll("<", "\\u003c");
}

/** They say on which sides the chart goes on; the script shows them. */
const CUES = ["left", "right", "up", "down"]
  .map((side) => `<span class="cue ${side}" aria-hidden="true"></span>`)
  .join("");

function figure(org: ReportedOrg, index: number, { list }: PageContent): string {
  const top = treeOf(org, markedIn(list));
  const svg = svgOf(layoutOf(drawnOf(top, firstView(top))), {
    label: `Chart of ${org.name}`,
    categories: list?.categories ?? [],
  });
  // What a plan deletes or moves away is drawn, and does not count.
  const there = [...everyNode(top)].filter(({ planned }) => !planned || planned === "made");
  const people = there.reduce((sum, { members }) => sum + members, 0);
  const size = `${counted(there.filter((node) => node !== top).length, "node")}, ${counted(people, "membership")}`;
  return `<figure>
<figcaption><h2 class="cut" title="${escaped(org.name)}"><bdi>${escaped(org.name)}</bdi></h2><p>${size}</p></figcaption>
<div class="frame"><div class="scroll" id="chart-${index}">${svg}</div>${CUES}</div>
</figure>`;
}
