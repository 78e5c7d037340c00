import { colours, css } from "../../../cli/chart/style";
import { escaped, widthOf } from "../../../cli/chart/text";
import { markdown } from "../../../cli/plan/formats/markdown";
import { companyPlan } from "./company-plan";
import { wrapped } from "./wrapped";

const WIDTH = 880;
const PADDING = 24;
const HEADER = 44;
/** Of one letter of code, in pixels. */
const CODE = 7;

/** How each sort of line is drawn. */
const LOOKS = {
  title: { size: 18, height: 26, gap: 14, indent: 0 },
  heading: { size: 15, height: 22, gap: 14, indent: 0 },
  note: { size: 12, height: 22, gap: 8, indent: 14 },
  code: { size: 12, height: 22, gap: 4, indent: 0 },
  item: { size: 12, height: 20, gap: 4, indent: 22 },
  detail: { size: 12, height: 20, gap: 3, indent: 44 },
} as const;

interface Block {
  readonly look: keyof typeof LOOKS;
  readonly text: string;
}

/** The picture of the README: what `plan --format markdown` says of a pull request, as a forge shows the comment. */
export function planPicture(): string {
  let y = HEADER + 12;
  const parts = blocksOf(markdown(companyPlan())).map(({ look, text }) => {
    const { size, height, gap, indent } = LOOKS[look];
    const isCode = look !== "title" && look !== "heading";
    const room = WIDTH - 2 * PADDING - indent - 12;
    const measure = (words: string) =>
      isCode ? words.length * CODE : (widthOf(words) * size * 1.1) / 13;
    y += gap;
    const lines = wrapped(text, room, measure).map((line, i) => {
      y += height;
      return `${i === 0 ? bullet(look, y) : ""}${lineOf(line, look, y)}`;
    });
    return lines.join("\n");
  });
  const height = y + PADDING;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}" role="img">
<style>${colours}${style}</style>
<rect class="card" x="0.5" y="0.5" width="${WIDTH - 1}" height="${height - 1}" rx="8"/>
<path class="head" d="M1 ${HEADER}V8.5a7.5 7.5 0 0 1 7.5 -7.5H${WIDTH - 8.5}a7.5 7.5 0 0 1 7.5 7.5V${HEADER}z"/>
<path class="line" d="M0 ${HEADER}H${WIDTH}"/>
<text class="by" x="${PADDING}" y="28"><tspan class="who">ci</tspan> commented on this pull request</text>
${parts.join("\n")}
</svg>
`;
}

/** The Markdown that a plan is written in: a title, headings, notes, and lists of two levels. */
function blocksOf(text: string): Block[] {
  const looks = [
    ["## ", "title"],
    ["### ", "heading"],
    ["> ", "note"],
    ["- ", "item"],
    ["  - ", "detail"],
    ["", "code"],
  ] as const;
  return text.split("\n").flatMap((line) => {
    if (line.trim() === "") return [];
    const [start, look] = looks.find(([one]) => line.startsWith(one)) ?? ["", "code"];
    return [{ look, text: plain(line.slice(start.length)) }];
  });
}

/** What a reader sees of it. */
const plain = (markup: string): string =>
  markup
    .replace(/<\/?code>/g, "")
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)));

function bullet(look: Block["look"], y: number): string {
  if (look === "note") {
    return `<rect class="bar" x="${PADDING}" y="${y - 16}" width="3" height="22"/>`;
  }
  if (look !== "item" && look !== "detail") return "";
  return `<circle class="${look}" cx="${PADDING + LOOKS[look].indent - 12}" cy="${y - 4}" r="2.5"/>`;
}

function lineOf(line: string, look: Block["look"], y: number): string {
  const { size, indent } = LOOKS[look];
  const x = PADDING + indent;
  const isCode = look !== "title" && look !== "heading";
  if (!isCode) {
    return `<text class="${look}" x="${x}" y="${y}" font-size="${size}">${escaped(line)}</text>`;
  }
  const width = line.length * CODE;
  return `<rect class="ground" x="${x}" y="${y - 14}" width="${width + 12}" height="19" rx="4"/><text class="code" x="${x + 6}" y="${y}" font-size="${size}" textLength="${width}">${escaped(line)}</text>`;
}

const style = css`
  .card {
    fill: var(--card);
    stroke: var(--line);
  }
  .head {
    fill: var(--paper);
  }
  .line {
    stroke: var(--line);
  }
  text {
    font-family:
      system-ui,
      -apple-system,
      "Segoe UI",
      "Noto Sans",
      sans-serif;
    fill: var(--ink);
  }
  .by {
    font-size: 13px;
    fill: var(--soft);
  }
  .who,
  .title,
  .heading {
    font-weight: 600;
    fill: var(--ink);
  }
  .code {
    font-family: ui-monospace, "SF Mono", Menlo, Consolas, "Noto Sans Mono", monospace;
    white-space: pre;
  }
  .ground {
    fill: var(--grey-ground);
  }
  .bar {
    fill: var(--line);
  }
  circle.item {
    fill: var(--ink);
  }
  circle.detail {
    fill: none;
    stroke: var(--ink);
  }
`;
