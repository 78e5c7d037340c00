import { isUnknown, unmanagedMembers, untilOf, type Values } from "../../provider/inspect";
import type { Ids } from "./ids";

/** Somebody or something that a list names. */
export interface Entry {
  /** As the program names it. */
  readonly member: string;
  /** Until then: an instant as ISO 8601 in UTC. */
  readonly until?: string;
}

/** The entries of a list that the program names, without those that nothing in a preview identifies. */
export function entriesOf(values: Values, list: string, ids: Ids): Entry[] {
  const map = values[list];
  if (typeof map !== "object" || map === null) return [];
  const ends = untilOf(values, list);
  const unmanaged = new Set(unmanagedMembers(values, list));
  return Object.entries(map)
    .filter(([member, value]) => !unmanaged.has(member) && (!isUnknown(value) || ids.has(member)))
    .map(([member]) => {
      const until = ends.get(member);
      return { member, ...(until !== undefined && { until }) };
    });
}
