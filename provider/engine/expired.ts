import { isOver } from "../end-date";
import type { Labels } from "../run/preview";
import { firstOf } from "./contents";
import { entriesIn } from "./entries";
import { asMap, keyed } from "./members";
import type { Named } from "./names";
import { isUnknown } from "./unknown";

/** How a list of members is declared. */
interface Declared {
  readonly to: Named;
  readonly isOrdered: boolean;
  /** An observed list is not written: nobody leaves it. */
  readonly isObserved: boolean;
  readonly labels: Labels;
}

interface Current {
  readonly map: unknown;
  /** Those whose end date has passed, with that. */
  readonly expired: ReadonlyMap<string, string>;
}

/**
 * A declared list as a map, without those whose end date has passed: so a plan shows that they go.
 * What is invalid is left as it is, for the schema to refuse.
 *
 * @param at the clock of the run
 */
export function currentMembers(list: unknown, declared: Declared, at: Date): Current {
  const { to, isOrdered, isObserved, labels } = declared;
  const entries = Array.isArray(list) ? entriesIn(list, to) : "";
  if (typeof entries === "string") return { map: list, expired: new Map() };
  const all = keyed(entries, labels);
  const ends = all.flatMap(({ key, until }) =>
    until === undefined || isUnknown(until) || !isOver(until, at) ? [] : [[key, until] as const],
  );
  const expired = new Map(ends);
  const current = isObserved ? all : all.filter(({ key }) => !expired.has(key));
  return { map: asMap(current, isOrdered), expired };
}

/** `ada, bob expired on 2026-12-31, eve on 2027-01-31 in platform-people` */
export function expiredText(expired: ReadonlyMap<string, string>, where: string): string {
  const dates = [...new Set(expired.values())];
  const groups = dates.map((date, index) => {
    const members = [...expired].filter(([, until]) => until === date).map(([member]) => member);
    return `${firstOf(members)}${index === 0 ? " expired" : ""} on ${date}`;
  });
  return `${groups.join(", ")} in ${where}`;
}
