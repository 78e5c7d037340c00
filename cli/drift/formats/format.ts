import type { DriftReport } from "../report";

/**
 * Writes a report; ends with a line break.
 * @param whole where this run writes all of it, for a format that may have to leave something out
 */
export type Format = (report: DriftReport, whole?: string) => string;
