import type { RemovalLimit } from "../../configuration/choices";

/** How many may always go: of a few, a share would be nobody. */
export const ALWAYS = 3;

/**
 * How many of a number of people a limit lets go.
 * @param share of them, where no limit is set and that is more than three
 */
export function allowed(limit: RemovalLimit | undefined, total: number, share: number): number {
  if (limit === undefined) return Math.max(ALWAYS, Math.floor(total * share));
  if (typeof limit === "number") return limit;
  return Math.floor((total * Number.parseFloat(limit)) / 100);
}
