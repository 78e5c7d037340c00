import { css } from "../chart/style";

/** How a page looks around its charts. */
export const pageStyle = css`
  * {
    box-sizing: border-box;
  }
  body {
    margin: 0 auto;
    padding: 2rem clamp(1rem, 3vw, 3rem) 1rem;
    max-width: 110rem;
    background: var(--paper);
    color: var(--ink);
    font:
      0.9375rem/1.5 system-ui,
      -apple-system,
      "Segoe UI",
      "Noto Sans",
      "PingFang SC",
      "Microsoft YaHei",
      "Noto Sans CJK SC",
      sans-serif;
    overflow-wrap: anywhere;
  }
  h1,
  h2,
  p,
  ul,
  ol,
  dl,
  dd,
  figure {
    margin: 0;
    padding: 0;
  }
  ul,
  ol {
    list-style: none;
  }
  h1 {
    font-size: 1.75rem;
    line-height: 1.2;
    font-weight: 650;
    letter-spacing: -0.01em;
  }
  .cut {
    display: -webkit-box;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 2;
    overflow: hidden;
  }
  figcaption .cut {
    -webkit-line-clamp: 1;
  }
  h2 {
    font-size: 1rem;
    font-weight: 650;
  }
  code {
    font:
      0.8125rem/1.4 ui-monospace,
      "SF Mono",
      Menlo,
      Consolas,
      "Noto Sans Mono",
      monospace;
  }
  [hidden] {
    display: none !important;
  }
  :focus-visible {
    outline: 2px solid var(--focus);
    outline-offset: 2px;
  }

  header {
    margin-bottom: 1.5rem;
  }
  .eyebrow,
  .meta,
  figcaption p,
  .way,
  .kind,
  .facts,
  footer {
    color: var(--soft);
    font-size: 0.8125rem;
  }
  .verdict {
    display: inline-block;
    margin: 0.75rem 0 0.5rem;
    padding: 0.25rem 0.75rem;
    border-radius: 1rem;
    font-weight: 600;
    background: var(--grey-ground);
  }
  .verdict.good {
    color: var(--green);
    background: var(--green-ground);
  }
  .verdict.bad {
    color: var(--red);
    background: var(--red-ground);
  }
  .meta {
    margin-top: 0.25rem;
    display: flex;
    flex-wrap: wrap;
    gap: 0 1.25rem;
  }
  .gaps {
    margin-bottom: 1.5rem;
    padding: 0.75rem 1rem;
    border-left: 4px solid var(--amber);
    background: var(--amber-ground);
  }
  .note,
  .notes {
    color: var(--soft);
  }
  .notes p {
    margin-bottom: 0.4rem;
  }
  .gaps li {
    margin-top: 0.25rem;
  }

  main {
    margin-top: 1.25rem;
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 1.25rem 2rem;
  }
  @media screen and (min-width: 72rem) {
    main.two {
      grid-template-columns: minmax(0, 1fr) 25rem;
      align-items: start;
    }
    #tools {
      grid-column: 1 / -1;
    }
    main.two .charts {
      position: sticky;
      top: 1rem;
    }
  }

  #tools {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.75rem 1.25rem;
  }
  #tools .words {
    flex: 1 1 14rem;
    max-width: 28rem;
  }
  .words,
  .kinds {
    display: flex;
    align-items: center;
    gap: 0.5rem;
  }
  input[type="search"],
  select,
  button {
    font: inherit;
    color: inherit;
    background: var(--card);
    border: 1px solid var(--soft);
    border-radius: 6px;
    padding: 0.3rem 0.6rem;
  }
  input[type="search"] {
    flex: 1;
    min-width: 0;
  }
  input[type="search"]::placeholder {
    color: var(--soft);
    opacity: 1;
  }
  button {
    cursor: pointer;
  }
  fieldset {
    display: flex;
    flex-wrap: wrap;
    gap: 0.4rem;
    margin: 0;
    padding: 0;
    border: 0;
    min-width: 0;
  }
  #status {
    margin-inline-start: auto;
    color: var(--soft);
  }

  .badge {
    display: inline-flex;
    align-items: center;
    gap: 0.3rem;
    padding: 0.1rem 0.55rem;
    border-radius: 1rem;
    font-size: 0.8125rem;
    font-weight: 600;
    white-space: nowrap;
    color: var(--grey);
    background: var(--grey-ground);
  }
  .badge.amber {
    color: var(--amber);
    background: var(--amber-ground);
  }
  .badge.red {
    color: var(--red);
    background: var(--red-ground);
  }
  .badge.violet {
    color: var(--violet);
    background: var(--violet-ground);
  }
  .badge.green {
    color: var(--green);
    background: var(--green-ground);
  }
  .badge.blue {
    color: var(--blue);
    background: var(--blue-ground);
  }
  label.badge {
    padding: 0.2rem 0.65rem 0.2rem 0.5rem;
    cursor: pointer;
  }
  .badge input {
    margin: 0;
    accent-color: currentColor;
  }

  figure + figure {
    margin-top: 1.5rem;
  }
  figcaption {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 0 0.75rem;
    margin-bottom: 0.5rem;
  }
  .scroll {
    overflow: auto;
    max-height: 78vh;
    border: 1px solid var(--line);
    border-radius: 10px;
    background: var(--paper);
  }
  .frame {
    position: relative;
  }
  .cue {
    position: absolute;
    display: none;
    pointer-events: none;
    color: var(--ink);
    font-size: 1.5rem;
    line-height: 1;
  }
  .more-left > .left,
  .more-right > .right,
  .more-up > .up,
  .more-down > .down {
    display: grid;
    place-items: center;
  }
  .cue.left,
  .cue.right {
    inset-block: 1px;
    width: 2.25rem;
  }
  .cue.up,
  .cue.down {
    inset-inline: 1px;
    height: 2.25rem;
  }
  .cue.left {
    left: 1px;
    border-radius: 9px 0 0 9px;
    background: linear-gradient(to right, var(--paper) 35%, transparent);
  }
  .cue.right {
    right: 1px;
    border-radius: 0 9px 9px 0;
    background: linear-gradient(to left, var(--paper) 35%, transparent);
  }
  .cue.up {
    top: 1px;
    border-radius: 9px 9px 0 0;
    background: linear-gradient(to bottom, var(--paper) 35%, transparent);
  }
  .cue.down {
    bottom: 1px;
    border-radius: 0 0 9px 9px;
    background: linear-gradient(to top, var(--paper) 35%, transparent);
  }
  .cue::before {
    content: "›";
  }
  .cue.left::before {
    rotate: 180deg;
  }
  .cue.up::before {
    rotate: -90deg;
  }
  .cue.down::before {
    rotate: 90deg;
  }
  .chart[role="tree"] .box {
    cursor: pointer;
    outline: none;
  }
  .chart .box[aria-selected="true"] .card {
    fill: var(--chosen);
    stroke: var(--focus);
  }
  .chart .box.org[aria-selected="true"] .name,
  .chart .box.org[aria-selected="true"] .people text {
    fill: var(--ink);
  }
  .chart .box:focus-visible .card {
    stroke: var(--focus);
    stroke-width: 3;
  }

  .entry {
    padding: 0.75rem 0;
    border-top: 1px solid var(--line);
    break-inside: avoid;
  }
  .list h2 {
    padding-bottom: 0.5rem;
  }
  .what {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 0 0.5rem;
  }
  .what .show {
    padding: 0;
    border: 0;
    background: none;
    font-weight: 600;
    text-align: start;
  }
  .what .show:hover {
    text-decoration: underline;
  }
  .line {
    display: flex;
    align-items: flex-start;
    gap: 0.6rem;
  }
  .line > .badge {
    flex: none;
    margin-top: 0.1rem;
    min-width: 1.9rem;
    justify-content: center;
  }
  .line .says {
    padding: 0;
    border: 0;
    background: none;
    text-align: start;
  }
  .line .show:hover {
    text-decoration: underline;
  }
  .line .told {
    color: var(--soft);
    font-size: 0.875rem;
  }
  .line .told bdi {
    font-weight: inherit;
  }
  .line .told li {
    padding-inline-start: 0.65rem;
    text-indent: -0.65rem;
  }
  .line .told li::before {
    content: "· ";
  }
  .group > summary {
    display: flex;
    align-items: baseline;
    gap: 0.5rem;
    padding: 0.6rem 0;
    border-top: 1px solid var(--line);
    color: var(--ink);
    list-style: none;
  }
  .group > summary::before {
    content: "▸";
    width: 1em;
    color: var(--soft);
  }
  .group[open] > summary::before {
    content: "▾";
  }
  .group > summary::-webkit-details-marker {
    display: none;
  }
  .group h3 {
    margin: 0;
    font-size: 0.9375rem;
    font-weight: 650;
  }
  .group .count {
    color: var(--soft);
    font-variant-numeric: tabular-nums;
  }
  details.group .entry {
    padding: 0.5rem 0;
  }
  .told {
    margin: 0.2rem 0;
  }
  .told bdi {
    font-weight: 600;
  }
  .people {
    columns: 14rem;
    column-gap: 1.25rem;
    margin-top: 0.2rem;
  }
  .people li {
    display: flex;
    gap: 0.3em;
    break-inside: avoid;
    white-space: nowrap;
  }
  .way span,
  .people span {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .way span {
    display: inline-block;
    max-width: 16rem;
    vertical-align: bottom;
  }
  summary {
    color: var(--soft);
    cursor: pointer;
  }
  legend {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  .advice {
    margin-top: 0.2rem;
  }
  .fix {
    overflow-x: auto;
    margin: 0.4em 0;
  }
  .advice code,
  .notes code {
    padding: 0.05rem 0.3rem;
    border-radius: 4px;
    background: var(--grey-ground);
  }
  .accepted .show,
  .accepted .told {
    color: var(--soft);
  }
  .more {
    width: 100%;
    margin-top: 0.5rem;
  }
  footer {
    margin-top: 2rem;
  }

  @media print {
    body {
      padding: 0;
      max-width: none;
      font-size: 10pt;
    }
    #tools,
    .more,
    .frame > .cue {
      display: none;
    }
    .cut {
      display: block;
    }
    main.two {
      display: block;
    }
    .charts {
      position: static;
      margin-bottom: 1.5rem;
    }
    .scroll {
      overflow: visible;
      max-height: none;
      border: 0;
    }
    .chart {
      max-width: 100%;
      height: auto;
    }
    .badge,
    .verdict,
    .chart {
      print-color-adjust: exact;
    }
  }
`;
