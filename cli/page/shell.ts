import { createHash } from "node:crypto";
import { counted, escaped } from "../chart/text";
import { gapsIn, type Gap } from "../live-org/gap";
import type { Frame } from "./content";
import { sentence } from "./sentence";

/** What fills a page. */
interface Inside {
  /** HTML: the element `main`. */
  readonly main: string;
  /** CSS. */
  readonly style: string;
  /** JavaScript, and the JSON that it works with, in which no `<` is left. */
  readonly script?: { readonly data: string; readonly text: string };
}

/**
 * One HTML file that needs nothing else: no network, and nothing runs in it but its own script, which
 * its policy names by hash. What it shows first is in its text, so that it says something also where
 * scripts are forbidden.
 */
export function shell(frame: Frame, { main, style, script }: Inside): string {
  const { what, title, unseen, tool } = frame;
  const scripts = script && [
    `<script type="application/json" id="data">${script.data}</script>`,
    `<script>${script.text}</script>`,
  ];
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy(script?.text, style)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${escaped(`${what}: ${title}`)}</title>
<style>${style}</style>
</head>
<body>
${head(frame)}
${gaps(unseen)}
${notes(frame.notes)}
${main}
<footer><p>${escaped(`${tool.name} ${tool.version}`)}</p></footer>
${scripts?.join("\n") ?? ""}
</body>
</html>
`;
}

function policy(script: string | undefined, style: string): string {
  const hash = (text: string) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
  return [
    "default-src 'none'",
    `script-src ${script === undefined ? "'none'" : hash(script)}`,
    `style-src ${hash(style)}`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
}

/** The name of a stack breaks after its slashes. */
const breakable = (title: string) => escaped(title).replaceAll("/", "/<wbr>");

function head({ what, title, verdict, facts }: Frame): string {
  const result = verdict && `<p class="verdict ${verdict.mood}">${escaped(verdict.text)}</p>\n`;
  return `<header>
<p class="eyebrow">${escaped(what)}</p>
<h1 class="cut" title="${escaped(title)}"><bdi>${breakable(title)}</bdi></h1>
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

/** As many notes as show before somebody opens the rest. */
const FIRST_NOTES = 5;

function notes(notes: readonly string[]): string {
  if (notes.length === 0) return "";
  const all = notes.map((note) => `<p>${sentence(note)}</p>`);
  const further = all.slice(FIRST_NOTES);
  const more = counted(further.length, "more note");
  const rest = `<details><summary>${more}</summary>${further.join("\n")}</details>`;
  return `<section class="notes" aria-label="Notes">
${all.slice(0, FIRST_NOTES).join("\n")}
${further.length > 0 ? rest : ""}</section>`;
}
