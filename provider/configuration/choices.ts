/**
 * The choices of a program. In a file without their schemas: the compiler of a user's program reads
 * the types of resources, and must not need Zod's for it.
 */

export const adoptions = ["never", "ifExists", "only"] as const;
/** What a create does when its natural key is taken: refuse, take over, or take over and never make. */
export type Adopt = (typeof adoptions)[number];

export const removals = ["delete", "suspend", "keep"] as const;
/** What becomes of a person whose resource is deleted. */
export type OnRemove = (typeof removals)[number];

export const objectRemovals = ["delete", "keep"] as const;

/** A number of people, or a share of a list or a stack such as `"25%"`. */
export type RemovalLimit = number | `${number}%`;

export const modes = ["exact", "additive", "observe"] as const;
/** How a list is managed: all of it, only what is declared, or read only. */
export type Mode = (typeof modes)[number];

/**
 * Lists of members, as states and plans have them: maps keyed by member, so that a preview names
 * exactly who joins and who leaves (the engine compares lists by position). The value is the place
 * in the list where order counts, else `"member"`; of a member with an end date it is
 * `"until 2026-12-31"`, and where order counts `"1, until 2026-12-31"`.
 */
export type MemberMap = Readonly<
  Record<string, "member" | number | `until ${string}` | `${number}, until ${string}`>
>;

/**
 * Names of other objects, as states and plans have them: a map, so that a preview shows which one
 * goes.
 */
export type NameMap = Readonly<Record<string, "named">>;
