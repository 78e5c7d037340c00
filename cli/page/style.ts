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
    background: var(--tolerated-ground);
  }
  .verdict.good {
    color: var(--good);
    background: var(--good-ground);
  }
  .verdict.bad {
    color: var(--missing);
    background: var(--missing-ground);
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
    border-left: 4px solid var(--changed);
    background: var(--changed-ground);
  }
  .note {
    margin-bottom: 1rem;
    color: var(--soft);
  }
  .gaps li {
    margin-top: 0.25rem;
  }

  main {
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
    color: var(--tolerated);
    background: var(--tolerated-ground);
  }
  .badge.changed {
    color: var(--changed);
    background: var(--changed-ground);
  }
  .badge.missing {
    color: var(--missing);
    background: var(--missing-ground);
  }
  .badge.unmanaged {
    color: var(--unmanaged);
    background: var(--unmanaged-ground);
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

  .finding {
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
  .changes {
    display: grid;
    grid-template-columns: fit-content(40%) 1fr;
    gap: 0.1rem 0.75rem;
    margin: 0.4rem 0;
    font-size: 0.875rem;
  }
  .changes dt {
    color: var(--soft);
  }
  .live {
    font-weight: 600;
  }
  legend,
  .side {
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
  .advice code,
  .note code {
    padding: 0.05rem 0.3rem;
    border-radius: 4px;
    background: var(--tolerated-ground);
  }
  .accepted .show,
  .accepted .changes {
    color: var(--soft);
  }
  #more {
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
    #more {
      display: none;
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
