import type { NodeKind } from "../../provider/backends/domain";
import type { KindName } from "../../provider/kinds";
import type { Part } from "../../provider/backends/snapshot";

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
  /** What could not be looked at: with one of these nothing is clean. */
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

export const categories = ["changed", "missing", "unmanaged", "tolerated"] as const;
/**
 * Differs from what is declared; declared and not there; there and not declared; there and not
 * declared in a list that only adds or observes.
 */
export type Category = (typeof categories)[number];

/** One thing that is not as declared. */
export interface Finding {
  /** The same in every run while the thing is the same. */
  readonly id: string;
  readonly category: Category;
  /** The kind of the resource that declares it, or would. */
  readonly kind: KindName;
  /** The backend's id of the object, or of what the list belongs to. */
  readonly object: string;
  /** Who or what is in a list of `object`: a username, or a node's id. */
  readonly member?: string;
  /** Which list: `users`, and of a perm also `nodes`, `denyUsers`, `denyNodes`. */
  readonly list?: string;
  /** The resource's name in the program, where it has one. */
  readonly resource?: string;
  readonly urn?: string;
  /** Id of the org. */
  readonly org?: string;
  /** Id of the node in `orgs` where a chart marks it; a missing node is marked on the one above. */
  readonly at?: string;
  /** Names from the org down to the thing itself. */
  readonly path: readonly string[];
  /** What differs, by property. */
  readonly changes?: readonly PropertyChange[];
  /** Another object has taken its place under the same key. */
  readonly replaced?: true;
  /** What to do, in a sentence. */
  readonly advice: string;
  /** Who did it last, where the log tells. */
  readonly who?: { readonly actor: string; /** ISO 8601. */ readonly at: string };
  /** The baseline accepts it: it does not count. */
  readonly accepted?: {
    readonly reason: string;
    /** A day: `2026-12-31`. */ readonly expires?: string;
  };
}

export interface PropertyChange {
  /** A path into the inputs: `name`, `users.ada`, `oauth.redirectUris`. */
  readonly property: string;
  /** As text; `undefined` where there is none. A secret is a fingerprint. */
  readonly declared: string | undefined;
  readonly live: string | undefined;
}

/** An org as it is, for charts: all its nodes, whoever declared them. */
export interface ReportedOrg {
  readonly id: string;
  readonly name: string;
  /** Parents before their children; roots included. */
  readonly nodes: readonly LiveNode[];
}

/** A node as it is. */
export interface LiveNode {
  readonly id: string;
  readonly name: string;
  readonly kind: NodeKind;
  /** Id of the node above; `undefined` for a root. */
  readonly parent: string | undefined;
  /** The server made it by itself. */
  readonly builtIn: boolean;
  /** How many people are in it directly. */
  readonly members: number;
}

/** Something that the check could not see. */
export interface Gap {
  readonly org?: string;
  /** A part of the snapshot, or the kind of a resource that could not be read. */
  readonly part: Part | KindName;
  /** Which object, where it is one. */
  readonly id?: string;
  /** A clause that names the missing right or what failed. */
  readonly reason: string;
}
