import type { EntryList } from "../../page/entry";
import type { DriftReport } from "../report";
import { accepted, drifted } from "./categories";
import { entryOf } from "./rows";

/** The findings, for a page. */
export const listOf = (report: DriftReport): EntryList => ({
  title: "Findings",
  noun: ["finding", "findings"],
  categories: report.accepted > 0 ? [...drifted, accepted] : drifted,
  groups: [{ entries: report.findings.map(entryOf) }],
});
