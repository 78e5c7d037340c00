import { firstDifference } from "./difference";
import { type Result } from "./replay";

/** How many of the pairs that count were answered alike. */
export interface Score {
  pairs: number;
  statuses: number;
  bodies: number;
}

/** Counts results; those apart do not count. */
export function score(results: Result[]): Score {
  const counted = results.filter((result) => result.apart === undefined);
  return {
    pairs: counted.length,
    statuses: counted.filter((result) => result.statusOk).length,
    bodies: counted.filter((result) => result.statusOk && result.bodyOk).length,
  };
}

/** `status 99.1% body 98.0% over 1500 pairs`. */
export function summary({ pairs, statuses, bodies }: Score): string {
  const share = (part: number) => ((100 * part) / Math.max(1, pairs)).toFixed(1);
  return `status ${share(statuses)}% body ${share(bodies)}% over ${pairs} pairs`;
}

/** How many pairs each reason sets apart. */
export function apart(results: Result[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { apart: reason } of results) {
    if (reason) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  }
  return counts;
}

/** One line about a pair that was answered otherwise. */
export function describe({ pair, expected, actual, statusOk }: Result): string {
  const what = `${pair.scenario} "${pair.step}" ${pair.request?.method} ${pair.request?.path}`;
  const status = statusOk ? "" : ` ${expected.status} is ${actual.status} here;`;
  return `${what}:${status} ${firstDifference(expected.body, actual.body) ?? ""}`;
}
