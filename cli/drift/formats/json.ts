import type { Format } from "./format";
import { safeJson } from "../../output/safe-json";

/**
 * The report for programs: docs/drift.md has its schema. Without the nodes of the orgs, which are for
 * charts.
 */
export const json: Format = ({ orgs, ...report }) =>
  safeJson({ ...report, orgs: orgs.map(({ id, name }) => ({ id, name })) });
