import { createHash } from "node:crypto";
import { layoutOf } from "../chart/layout";
import { chartStyle, colours } from "../chart/style";
import { svgOf } from "../chart/svg";
import { counted, escaped } from "../chart/text";
import { treeOf } from "../chart/tree";
import { drawnOf, firstView } from "../chart/view";
import { withNothingHidden } from "../output/safe-json";
import { gapsIn, type Gap } from "../live-org/gap";
import type { ReportedOrg } from "../live-org/reported-org";
import { bundle } from "./bundle";
import type { PageContent, PageData } from "./content";
import { FIRST } from "./list";
import { rowsOf } from "./rows";
import { sentence } from "./sentence";
import { pageStyle } from "./style";
import { tools } from "./tools";

/**
 * One HTML file that needs nothing else: no network, and nothing runs in it but its own script, which
 * its policy names by hash. What it shows first is in its text, so that it says something also where
 * scripts are forbidden.
 */
export function page(content: PageContent): string {
  const script = bundle();
  const style = `${colours}${chartStyle}${pageStyle}`;
  const { what, title, findings } = content;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy(script, style)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${escaped(`${what}: ${title}`)}</title>
<style>${style}</style>
</head>
<body>
${head(content)}
${gaps(content.unseen)}
${notes(content.notes)}
<main class="${findings ? "two" : "one"}">
${tools(findings)}
<section class="charts" aria-label="Charts">
${content.orgs.map((org, i) => figure(org, i, content)).join("\n")}
</section>
${findings ? list(findings) : ""}
</main>
<footer><p>${escaped(`${content.tool.name} ${content.tool.version}`)}</p></footer>
<script type="application/json" id="data">${json(content)}</script>
<script>${script}</script>
</body>
</html>
`;
}

function policy(script: string, style: string): string {
  const hash = (text: string) => createHash("sha256").update(text).digest("base64");
  return [
    "default-src 'none'",
    `script-src 'sha256-${hash(script)}'`,
    `style-src 'sha256-${hash(style)}'`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
}

/** A name may hold `</script>`: no `<` is left in it. */
function json({ orgs, findings }: PageData): string {
  return withNothingHidden(JSON.stringify({ orgs, findings })).replaceAll("<", "\\u003c");
}

function head({ what, title, verdict, facts }: PageContent): string {
  const result = verdict && `<p class="verdict ${verdict.mood}">${escaped(verdict.text)}</p>\n`;
  return `<header>
<p class="eyebrow">${escaped(what)}</p>
<h1><bdi>${escaped(title)}</bdi></h1>
${result ?? ""}<ul class="meta">${facts.map((fact) => `<li>${escaped(fact)}</li>`).join("")}</ul>
</header>`;
}

function gaps(unseen: readonly Gap[]): string {
  if (unseen.length === 0) return "";
  const items = gapsIn(unseen).map(({ text }) => `<li>${sentence(text)}</li>`);
  return `<section class="gaps" aria-labelledby="gaps">
<h2 id="gaps">What could not be seen</h2>
<ul>${items.join("")}</ul>
</section>`;
}

function notes(notes: readonly string[]): string {
  return notes.map((note) => `<p class="note">${sentence(note)}</p>`).join("\n");
}

function figure(org: ReportedOrg, index: number, { findings = [] }: PageContent): string {
  const top = treeOf(org, findings);
  const svg = svgOf(layoutOf(drawnOf(top, firstView(top))), { label: `Chart of ${org.name}` });
  const people = org.nodes.reduce((sum, { members }) => sum + members, 0);
  const size = `${counted(org.nodes.length, "node")}, ${counted(people, "membership")}`;
  return `<figure>
<figcaption><h2><bdi>${escaped(org.name)}</bdi></h2><p>${size}</p></figcaption>
<div class="scroll" id="chart-${index}">${svg}</div>
</figure>`;
}

function list(findings: NonNullable<PageContent["findings"]>): string {
  const counting = findings.filter(({ accepted }) => !accepted);
  const hidden = counting.length - FIRST;
  const noscript =
    hidden > 0
      ? `<noscript><p>${counted(hidden, "more finding")}, with scripts.</p></noscript>`
      : "";
  return `<section class="list" aria-labelledby="findings">
<h2 id="findings">Findings</h2>
<ol id="list">
${rowsOf(counting.slice(0, FIRST))}
</ol>
${noscript}<button type="button" id="more" hidden></button>
</section>`;
}
