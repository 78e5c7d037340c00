import type { Category, Finding } from "../findings/finding";
import type { Gap } from "../live-org/gap";
import type { ReportedOrg } from "../live-org/reported-org";

/** The version of the report's JSON; a change that breaks readers raises it. */
export const SCHEMA = 1;

/** What a drift report says, whatever its format. Names in it come from people: a format escapes them. */
export interface DriftReport {
  readonly schema: typeof SCHEMA;
  readonly tool: { readonly name: string; readonly version: string };
  /** When the check began: ISO 8601, in UTC. */
  readonly checkedAt: string;
  /** The servers that were asked, by the names in the state: usually one. */
  readonly tenants: readonly string[];
  /** The stack's full name. */
  readonly stack: string;
  readonly verdict: Verdict;
  /** The categories that count as drift. */
  readonly failOn: readonly Category[];
  readonly orgs: readonly ReportedOrg[];
  /** By org, then path, then category; those that the baseline accepts as well. */
  readonly findings: readonly Finding[];
  /** What could not be seen: with one of these the check is incomplete. */
  readonly unseen: readonly Gap[];
  /** Sentences on the check itself: that a run was interrupted, that the stack is empty. */
  readonly notes: readonly string[];
  /** Findings of each category without the accepted ones. */
  readonly counts: Readonly<Record<Category, number>>;
  /** Findings that the baseline accepts. */
  readonly accepted: number;
  /** Findings that the baseline accepted to a day that is over; they are among the counts. */
  readonly expired: number;
  /** How many resources of the stack were compared. */
  readonly checked: number;
  /** How many requests the check took. */
  readonly requests: number;
}

/** `incomplete` is a failed check, whatever was found. */
export type Verdict = "clean" | "drift" | "incomplete";
