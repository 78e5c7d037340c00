import type { KindName } from "../../provider/inspect";

export const categories = ["changed", "missing", "unmanaged", "tolerated"] as const;
/**
 * Differs from what is declared; declared and not there; there and not declared; there and not
 * declared in a list that only adds or observes.
 */
export type Category = (typeof categories)[number];

/** One difference from what is declared. */
export interface Finding {
  /** The same in every run while the difference is there. */
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
  /** Names from the org down to the object itself. */
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
