import type { Gap } from "../live-org/gap";
import type { ReportedOrg } from "../live-org/reported-org";

/** The version of the tree's JSON; a change that breaks readers raises it. */
export const SCHEMA = 1;

/** Orgs as they are. Names in it come from people: a format escapes them. */
export interface LiveTree {
  readonly schema: typeof SCHEMA;
  readonly tool: { readonly name: string; readonly version: string };
  /** ISO 8601, in UTC. */
  readonly readAt: string;
  /** The server. */
  readonly tenant: string;
  readonly orgs: readonly ReportedOrg[];
  /** What could not be seen. */
  readonly unseen: readonly Gap[];
}
