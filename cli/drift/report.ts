import type { Category, Finding } from "../findings/finding";
import type { Gap } from "../live-org/gap";
import type { ReportedOrg } from "../live-org/reported-org";

/** The layout of a report, and so of its JSON; another one where a reader of this one would err. */
export const SCHEMA = 1;

/** What a drift report says, whatever its format. Names in it come from people: a format escapes them. */
export interface DriftReport {
  readonly schema: typeof SCHEMA;
  readonly tool: { readonly name: string; readonly version: string };
  /** When the check began: ISO 8601, in UTC. */
  readonly checkedAt: string;
  /** The servers that were asked, as the state names them: most often one. */
  readonly tenants: readonly string[];
  /** The stack's full name. */
  readonly stack: string;
  readonly verdict: Verdict;
  /** The categories that make a drift. */
  readonly failOn: readonly Category[];
  readonly orgs: readonly ReportedOrg[];
  /** By org, then path, then category; those that the baseline accepts as well. */
  readonly findings: readonly Finding[];
  /** What could not be seen: with one of these nothing is clean. */
  readonly unseen: readonly Gap[];
  /** Sentences on the check itself: that a run was interrupted, that the stack is empty. */
  readonly notes: readonly string[];
  /** Findings of each category without the accepted ones. */
  readonly counts: Readonly<Record<Category, number>>;
  /** Findings that the baseline accepts. */
  readonly accepted: number;
  /** How many resources of the stack were compared. */
  readonly checked: number;
  /** How many requests the check took. */
  readonly requests: number;
}

/** `incomplete` is a failed check, whatever else was found. */
export type Verdict = "clean" | "drift" | "incomplete";
