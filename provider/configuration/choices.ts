/**
 * The words that a program chooses among. In a file of their own, without the schemas that check them:
 * a program's compiler reads what the resources' types lean on, and must not need Zod's for it.
 */

export const adoptions = ["never", "ifExists", "only"] as const;
/** What a create does when its natural key is taken: refuse, take over, or take over and never make. */
export type Adopt = (typeof adoptions)[number];

export const removals = ["delete", "suspend", "keep"] as const;
/** What becomes of a person whose resource is deleted. */
export type OnRemove = (typeof removals)[number];

/** A number of people, or a share of a list or a stack such as `"25%"`. */
export type RemovalLimit = number | `${number}%`;

export const modes = ["exact", "additive", "observe"] as const;
/** Whose a list is: all of it, only what is declared, or only to look at. */
export type Mode = (typeof modes)[number];

/**
 * Lists of members, as states and plans hold them: maps keyed by member, so that a preview names
 * exactly who joins and who leaves (the engine compares lists by position). The value is the place in
 * the list where order counts, else `"member"`.
 */
export type MemberMap = Readonly<Record<string, "member" | number>>;

/** Names of other objects, as states and plans hold them: a map, so that a preview shows which one goes. */
export type NameMap = Readonly<Record<string, "named">>;
