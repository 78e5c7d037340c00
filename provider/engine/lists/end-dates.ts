import { isDeepStrictEqual } from "node:util";
import { isOver, lastInstant } from "../../end-date";
import { changedProperties } from "../changed";
import type { Values } from "../kind";
import { placeIn, untilIn } from "../member-value";
import type { Properties } from "../property";
import { isUnknown } from "../unknown";

/** The end dates in a map of members, as the program gives them. */
export function endsIn(map: unknown): [member: string, until: string][] {
  if (typeof map !== "object" || map === null) return [];
  return Object.entries(map).flatMap(([member, value]) => {
    const until = untilIn(value);
    return until === undefined ? [] : [[member, until]];
  });
}

/** Until when each member of a list counts who has an end date: the last instant, as ISO 8601 in UTC. */
export const untilOf = (values: Values, list: string): ReadonlyMap<string, string> =>
  new Map(endsIn(values[list]).map(([member, until]) => [member, lastInstant(until)]));

/** The members of a list whose end date has passed, with it as the program gives it. */
export const expiredIn = (values: Values, list: string, at: Date): ReadonlyMap<string, string> =>
  new Map(endsIn(values[list]).filter(([, until]) => isOver(until, at)));

/** The values without the members of these lists whose end date has passed: they declare those no more. */
export function withoutExpired(values: Values, lists: readonly string[], at: Date): Values {
  const current = lists.flatMap((list) => {
    const expired = expiredIn(values, list, at);
    if (expired.size === 0) return [];
    const rest = Object.entries({ ...(values[list] as Values) });
    return [[list, Object.fromEntries(rest.filter(([member]) => !expired.has(member)))] as const];
  });
  return current.length === 0 ? values : { ...values, ...Object.fromEntries(current) };
}

/** Whether declared lists differ from a state in nothing but end dates, so that nothing is to be sent. */
export function changesOnlyDates(
  properties: Properties,
  lists: readonly string[],
  state: Values,
  inputs: Values,
): boolean {
  const changed = changedProperties(properties, state, inputs);
  if (changed.length === 0 || !changed.every((key) => lists.includes(key))) return false;
  return changed.every((list) => isDeepStrictEqual(placesIn(state[list]), placesIn(inputs[list])));
}

/** The members of a map with their places, without end dates. */
function placesIn(map: unknown): unknown {
  if (typeof map !== "object" || map === null || isUnknown(map)) return map;
  return Object.entries(map)
    .map(([member, value]) => [member, placeIn(value)])
    .sort();
}
