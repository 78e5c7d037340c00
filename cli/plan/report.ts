import type { KindName } from "../../provider/inspect";
import type { Path } from "../../access";
import type { BrokenRule, WaivedRule } from "../../access/policy";
import type { Gap } from "../live-org/gap";
import type { ReportedOrg } from "../live-org/reported-org";

/** The version of the JSON. */
export const SCHEMA = 1;

/**
 * What may happen, in an org's own words. `adopt`: what exists is taken over. `update`: some other property
 * changes. `release`: the program lets go of it, and it stays on the server. `return`: somebody who had been
 * locked out is let in again. `expire`: an entry of a list leaves because its end date has passed.
 */
export const acts = [
  "create",
  "adopt",
  "rename",
  "move",
  "update",
  "replace",
  "delete",
  "suspend",
  "release",
  "return",
  "join",
  "leave",
  "grant",
  "revoke",
  "deny",
  "undeny",
  "expire",
] as const;
export type Act = (typeof acts)[number];

/** One thing that an apply would do. What does not apply to it is absent. */
export interface Change {
  readonly what: Act;
  /** The kind of the resource that does it. */
  readonly kind: KindName;
  /** The id of the object on the server, or of what the list belongs to; the URN of one that is new. */
  readonly object: string;
  /** What it is called: `Platform`, `Ada Lovelace`. */
  readonly name?: string;
  /** Username of who joins, leaves, or is granted something. */
  readonly who?: string;
  /** Id of the node that is joined or left, or that is granted something. */
  readonly node?: string;
  /** Id of the perm that is granted or revoked. */
  readonly perm?: string;
  /** Old and new: a name, the path of a node (`Acme/Engineering`), or the value of `property`. */
  readonly from?: string;
  readonly to?: string;
  /** Of an update: which property, `email`. A secret has no `from` and `to`. */
  readonly property?: string;
  /** Of a node that moves or goes: how many people are in it and below. */
  readonly people?: number;
  /** Of what is deleted: how many grants and denials hang on it. */
  readonly grants?: number;
  /** The end date of what begins or has ended: an instant as ISO 8601 in UTC. */
  readonly until?: string;
  /** The resource's name in the program. */
  readonly resource: string;
  readonly urn: string;
  /** `index.ts:12`, from the program's folder. */
  readonly source?: string;
  /** Why, where it is not what the program says there: `expired on 2026-11-30`. */
  readonly reason?: string;
}

/** Somebody who has a perm afterwards and not before, or the other way round. */
export interface AccessChange {
  readonly username: string;
  /** Empty for none. */
  readonly name: string;
  /** Id. */
  readonly perm: string;
  readonly permName: string;
  /** Name of the app or the org that the perm is of. */
  readonly scope: string;
  /** Of a gain the ways by which they have it then; of a loss those by which they had it. */
  readonly paths: readonly Path[];
}

/** What an apply would cost, roughly. */
export interface Forecast {
  readonly requests: number;
  readonly seconds: number;
}

/** What a preview means. */
export interface PlanReport {
  readonly schema: typeof SCHEMA;
  readonly tool: { readonly name: string; readonly version: string };
  /** ISO 8601, in UTC. */
  readonly plannedAt: string;
  /** `<project>/<stack>`. */
  readonly stack: string;
  readonly tenants: readonly string[];
  /** In the order of the org, what is deleted for good first. */
  readonly changes: readonly Change[];
  readonly gains: readonly AccessChange[];
  readonly losses: readonly AccessChange[];
  readonly broken: readonly BrokenRule[];
  /** Rules that do not count for a while. */
  readonly waived: readonly WaivedRule[];
  readonly forecast: Forecast;
  /** How many resources stay as they are. */
  readonly unchanged: number;
  /** Names for the ids that the report holds, where they are known: of nodes their paths, `Engineering/Platform`. */
  readonly names: Readonly<Record<string, string>>;
  /** As an apply leaves them, for the chart: also what it deletes, and where it moves something away from. */
  readonly orgs: readonly ReportedOrg[];
  /** What could not be seen: then gains and losses may be incomplete. */
  readonly unseen: readonly Gap[];
  readonly notes: readonly string[];
}
