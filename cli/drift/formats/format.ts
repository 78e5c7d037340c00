import type { DriftReport } from "../report";

/** Writes a report; ends with a line break. */
export type Format = (report: DriftReport) => string;
