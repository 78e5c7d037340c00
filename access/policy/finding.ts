import type { BrokenRule } from "./broken";

/** What a check finds about its rule. */
export type Finding = Omit<BrokenRule, "rule" | "source">;

/** Ends a sentence about what holds after the plan: whether it is new. */
export const since = (isSoToday: boolean) => (isSoToday ? ", as today" : " after this plan");
