import type { KindName } from "../../provider/inspect";

export const categories = ["changed", "missing", "unmanaged", "tolerated", "overdue"] as const;
/**
 * Differs from what is declared; declared and not there; there and not declared; there and not
 * declared in a list that only adds or observes; there though its end date has passed.
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
  /** Where that is declared: `index.ts:12`, or the entry of a file, `people.csv:12`. */
  readonly source?: string;
  /** Id of the org. */
  readonly org?: string;
  /** Id of the node in `orgs` where a chart marks it; a missing node is marked on the one above. */
  readonly at?: string;
  /** Names from the org down to the object itself. */
  readonly path: readonly string[];
  /** Until when it was to be in the list, as the program gives it; of what is overdue. */
  readonly until?: string;
  /** What differs, by property. */
  readonly changes?: readonly PropertyChange[];
  /** What the people and nodes that it names are called, by username or id, where that is another text. */
  readonly names?: Readonly<Record<string, string>>;
  /** Another object has taken its place under the same key. */
  readonly replaced?: true;
  /** How many unmanaged nodes it stands for, itself among them; absent where that is one. */
  readonly count?: number;
  /** How many declared nodes and lists are in an unmanaged node, which would go with it. */
  readonly declaredInside?: number;
  /** What to do, in a sentence. */
  readonly advice: string;
  /** Code that makes the program say what is there; only where it is asked for. */
  readonly fix?: string;
  /** Who did it last, where the log tells. */
  readonly who?: Who;
  /** The baseline accepts it: it does not count. */
  readonly accepted?: {
    readonly reason: string;
    /** A day: `2026-12-31`. */ readonly expires?: string;
  };
  /** The baseline accepted it until the end of that day: it counts again. */
  readonly expired?: { readonly reason: string; readonly expires: string };
}

/** Somebody in a log. */
export interface Who {
  /** Username. */
  readonly actor: string;
  /** ISO 8601, in UTC. */
  readonly at: string;
}

export interface PropertyChange {
  /** A path into the inputs: `name`, `users.ada`, `oauth.redirectUris`. */
  readonly property: string;
  /** As text; `undefined` where there is none. A secret is a fingerprint. */
  readonly declared: string | undefined;
  readonly live: string | undefined;
  /** Who did this one, where the log tells and the finding has several. */
  readonly who?: Who;
}
