import { css } from "../../chart/style";

/** How a table of who has what looks: rows become blocks where there is no room for two columns. */
export const accessStyle = css`
  .access {
    width: 100%;
    border-collapse: collapse;
  }
  .access th {
    text-align: start;
    font-weight: 600;
    vertical-align: top;
  }
  .access thead th {
    color: var(--soft);
    font-size: 0.8125rem;
  }
  .access th,
  .access td {
    padding: 0.5rem 1rem 0.5rem 0;
    border-bottom: 1px solid var(--line);
    vertical-align: top;
  }
  .access tbody th {
    width: 34%;
  }
  .access li + li {
    margin-top: 0.25rem;
  }
  .access .overdue th,
  .access .denied th {
    color: var(--red);
  }
  .access tr {
    break-inside: avoid;
  }
  @media (max-width: 40rem) {
    .access thead {
      position: absolute;
      clip-path: inset(50%);
    }
    .access tr,
    .access tbody th,
    .access td {
      display: block;
      width: 100%;
    }
    .access tbody th {
      padding-bottom: 0;
      border-bottom: 0;
    }
  }
`;
