import { tones, type Tone } from "./category";

/** Marks a text as a style sheet for editors and Prettier. */
export const css = String.raw;

/** Colours by name, for a light and a dark surrounding: texts reach a contrast of 4.5 on their ground. */
export const colours = css`
  :root {
    color-scheme: light dark;
    --paper: #fafaf8;
    --card: #ffffff;
    --ink: #1c2024;
    --soft: #59616b;
    --line: #d5d8dd;
    --focus: #2456c7;
    --chosen: #e9effd;
    --amber: #7a4f00;
    --amber-ground: #fdf0cf;
    --red: #9f2229;
    --red-ground: #fde6e5;
    --violet: #6a2c9c;
    --violet-ground: #f1e6fa;
    --blue: #1c56a4;
    --blue-ground: #e2edfb;
    --grey: #505963;
    --grey-ground: #eaecef;
    --green: #1b6540;
    --green-ground: #dff3e7;
  }
  @media screen and (prefers-color-scheme: dark) {
    :root {
      --paper: #15171a;
      --card: #1e2125;
      --ink: #e9ebee;
      --soft: #a7afb9;
      --line: #3b4048;
      --focus: #8db4ff;
      --chosen: #24304a;
      --amber: #f2c669;
      --amber-ground: #3b2e10;
      --red: #ffa39d;
      --red-ground: #451f20;
      --violet: #d4b0ff;
      --violet-ground: #36214f;
      --blue: #93c3ff;
      --blue-ground: #16304f;
      --grey: #c0c7d0;
      --grey-ground: #30353c;
      --green: #84d6a8;
      --green-ground: #17382a;
    }
  }
`;

/** A chart's box, mark or fold in a colour. */
const toneStyle = (tone: Tone) => css`
  .chart .box.${tone} .card {
    stroke: var(--${tone});
  }
  .chart .${tone} > rect:not(.card) {
    fill: var(--${tone}-ground);
    stroke: none;
  }
  .chart .${tone} > text:not(.name) {
    fill: var(--${tone});
  }
`;

/** What a plan does with a box. */
const plannedStyle = css`
  .chart .box.made .card {
    stroke: var(--green);
    stroke-width: 2;
  }
  .chart .box.deleted .card {
    fill: var(--red-ground);
    stroke: var(--red);
    stroke-dasharray: 4 3;
  }
  .chart .box.deleted .name {
    fill: var(--red);
    text-decoration: line-through;
  }
  .chart .box.away .card {
    fill: var(--paper);
    stroke: var(--amber);
    stroke-dasharray: 4 3;
  }
  .chart .box.away .name {
    fill: var(--soft);
    font-style: italic;
  }
`;

/** How a chart looks, on a page or in a file of its own. */
export const chartStyle = css`
  .chart {
    display: block;
    font:
      13px/1 system-ui,
      -apple-system,
      "Segoe UI",
      "Noto Sans",
      "PingFang SC",
      "Microsoft YaHei",
      "Noto Sans CJK SC",
      sans-serif;
    fill: var(--ink);
  }
  .paper {
    fill: var(--paper);
  }
  .chart .link {
    fill: none;
    stroke: var(--line);
    stroke-width: 1.5;
  }
  .chart text {
    unicode-bidi: isolate;
  }
  .chart .card {
    fill: var(--card);
    stroke: var(--line);
  }
  .chart .org .card {
    fill: var(--ink);
    stroke: var(--ink);
  }
  .chart .org .name,
  .chart .org .people text {
    fill: var(--paper);
    font-weight: 600;
  }
  .chart .rest .card {
    fill: var(--paper);
    stroke-dasharray: 4 3;
  }
  .chart .rest .name,
  .chart .people text {
    fill: var(--soft);
  }
  .chart .people text {
    text-anchor: end;
    font-size: 12px;
    font-variant-numeric: tabular-nums;
  }
  .chart .people path {
    fill: var(--soft);
    opacity: 0.7;
  }
  .chart .mark text {
    text-anchor: middle;
  }
  .chart .mark text,
  .chart .fold text {
    font-size: 12px;
    font-weight: 600;
    font-variant-numeric: tabular-nums;
  }
  .chart .fold rect {
    fill: var(--paper);
    stroke: var(--line);
  }
  .chart .fold text {
    fill: var(--soft);
  }
  .chart .fold path {
    fill: none;
    stroke: var(--soft);
    stroke-width: 1.5;
  }
  ${tones.map(toneStyle).join("")}${plannedStyle}
`;
