import { safeJson } from "../../output/safe-json";
import type { Format } from "./format";

/** The report for programs: docs/plan.md has its schema. Without the nodes of the orgs, which are for charts. */
export const json: Format = ({ orgs, ...report }) =>
  safeJson({ ...report, orgs: orgs.map(({ id, name }) => ({ id, name })) });
