import { safeJson } from "../../output/safe-json";
import type { Format } from "./format";

/** The report for programs: docs/access.md has its schema. */
export const json: Format = ({ titles: _, ...report }) => safeJson(report);
