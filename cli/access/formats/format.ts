import type { AccessReport } from "../report";

/** Writes a report; ends with a line break. */
export type Format = (report: AccessReport) => string;
