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
    --changed: #7a4f00;
    --changed-ground: #fdf0cf;
    --missing: #9f2229;
    --missing-ground: #fde6e5;
    --unmanaged: #1c56a4;
    --unmanaged-ground: #e2edfb;
    --tolerated: #505963;
    --tolerated-ground: #eaecef;
    --good: #1b6540;
    --good-ground: #dff3e7;
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
      --changed: #f2c669;
      --changed-ground: #3b2e10;
      --missing: #ffa39d;
      --missing-ground: #451f20;
      --unmanaged: #93c3ff;
      --unmanaged-ground: #16304f;
      --tolerated: #c0c7d0;
      --tolerated-ground: #30353c;
      --good: #84d6a8;
      --good-ground: #17382a;
    }
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
  .chart .box.changed .card {
    stroke: var(--changed);
  }
  .chart .box.missing .card {
    stroke: var(--missing);
  }
  .chart .box.unmanaged .card {
    stroke: var(--unmanaged);
  }
  .chart .box.tolerated .card {
    stroke: var(--tolerated);
  }
  .chart .changed > rect:not(.card) {
    fill: var(--changed-ground);
    stroke: none;
  }
  .chart .missing > rect:not(.card) {
    fill: var(--missing-ground);
    stroke: none;
  }
  .chart .unmanaged > rect:not(.card) {
    fill: var(--unmanaged-ground);
    stroke: none;
  }
  .chart .tolerated > rect:not(.card) {
    fill: var(--tolerated-ground);
    stroke: none;
  }
  .chart .changed > text:not(.name) {
    fill: var(--changed);
  }
  .chart .missing > text:not(.name) {
    fill: var(--missing);
  }
  .chart .unmanaged > text:not(.name) {
    fill: var(--unmanaged);
  }
  .chart .tolerated > text:not(.name) {
    fill: var(--tolerated);
  }
`;
