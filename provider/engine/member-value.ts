import type { MemberMap } from "../configuration/choices";
import { endDate } from "../end-date";

type Value = MemberMap[string];

/**
 * The value of a member in a map, which plans show: `"until 2026-12-31"`, in an ordered list
 * `"1, until 2026-12-31"`.
 *
 * @param place in a list whose order counts
 */
export function memberValue(place: number | undefined, until: string | undefined): Value {
  if (until === undefined) return place ?? "member";
  return place === undefined ? `until ${until}` : `${place}, until ${until}`;
}

const WITH_END = /^(?:(\d+), )?until (.+)$/;

/** The end date in a value, as the program gives it. */
export function untilIn(value: unknown): string | undefined {
  const until = typeof value === "string" ? WITH_END.exec(value)?.[2] : undefined;
  return until !== undefined && endDate.safeParse(until).success ? until : undefined;
}

/** The place in a value; `NaN` where order does not count. */
export const placeIn = (value: unknown): number =>
  Number(typeof value === "string" ? WITH_END.exec(value)?.[1] : value);

/** Whether a value is one of a member. */
export const isMemberValue = (value: unknown): value is Value =>
  value === "member" || typeof value === "number" || untilIn(value) !== undefined;
