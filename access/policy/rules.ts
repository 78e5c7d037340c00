/** What a plan must keep to: an `identity-rules.yaml`, as read. */
export interface Rules {
  readonly limits: readonly Limit[];
  readonly never: readonly Never[];
  readonly keep: readonly Keep[];
  readonly atLeast: readonly AtLeast[];
  readonly separate: readonly Separate[];
  readonly requireUntil: readonly RequireUntil[];
  readonly waivers: readonly Waiver[];
}

/** Every rule can be named by a finding and a waiver. */
export interface Rule {
  /** `payments`; where none is given one that says what it is about: `keep CI/Deploy`. */
  readonly name: string;
  /** `identity-rules.yaml:12`. */
  readonly source: string;
}

/** What a plan may remove some of. */
export const limited = ["people", "nodes", "members", "grants"] as const;
export type Limited = (typeof limited)[number];

/** The most removals of one plan. */
export interface Limit extends Rule {
  readonly of: Limited;
  /** An org by name or id, which this limit is for; absent for all orgs without an own one. */
  readonly org?: string | undefined;
  readonly most: Most;
}

/** A number, or a share of how many are there before the plan. */
export type Most = number | `${number}%`;

/** What can be named in `never`. */
export const guarded = ["User", "Node", "App", "Perm", "Org"] as const;
export type Guarded = (typeof guarded)[number];

/** Something that must not be deleted, nor replaced. */
export interface Never extends Rule {
  readonly kind: Guarded;
  /** As people write it: a username, a path, a name, an id. */
  readonly object: string;
}

/** Somebody who keeps what they have. */
export interface Keep extends Rule {
  /** Username. */
  readonly who: string;
  /** Perms as people write them; `undefined` for all. */
  readonly perms: readonly string[] | undefined;
}

/** So many people who can sign in must have a perm. */
export interface AtLeast extends Rule {
  readonly perm: string;
  readonly count: number;
}

/** Perms of which nobody may have two. */
export interface Separate extends Rule {
  readonly perms: readonly string[];
}

/** What is declared there must have an end date: grants of a perm, or memberships of a node and of those below it. */
export interface RequireUntil extends Rule {
  readonly on: "perm" | "node";
  readonly object: string;
}

/** A rule that is not held to for a while. */
export interface Waiver {
  /** Name of the rule. */
  readonly rule: string;
  /** Username: only for them. */
  readonly who?: string | undefined;
  /** A node's path or id: only for it. */
  readonly node?: string | undefined;
  readonly reason: string;
  /** As written: a day, to its end in UTC, or an instant. */
  readonly until: string;
  /** The last instant at which it counts. */
  readonly ends: Date;
  readonly source: string;
}
