import type { RemovalLimit } from "../../configuration/choices";
import { ProviderError } from "../../backends/errors";
import { firstOf } from "../contents";
import { removedMembers, without, type List } from "./membership";

/** How many may always be removed: a share of a few would be nobody. */
export const ALWAYS = 3;
const SHARE = 0.25;

/**
 * How many of `total` people a limit allows to remove.
 * @param share the default, where that is more than three
 */
export function allowed(limit: RemovalLimit | undefined, total: number, share: number): number {
  if (limit === undefined) return Math.max(ALWAYS, Math.floor(total * share));
  if (typeof limit === "number") return limit;
  return Math.floor((total * Number.parseFloat(limit)) / 100);
}

/** A list in the state, and as declared. */
interface Update {
  /** The property that holds it. */
  readonly list: string;
  readonly state: List;
  readonly inputs: List;
  /** Whose end date in the state has passed: that they leave was said when they joined. */
  readonly expired: readonly string[];
}

/**
 * Stops an accidental removal of many members. Those whose end date has passed do not count: a limit
 * must not keep their access alive.
 * @param updates all lists of a resource: the limit is for all of them together
 * @throws ProviderError at preview, naming who would go and the setting that allows it
 */
export function requireRemovalLimit(
  resource: string,
  updates: readonly Update[],
  limit: RemovalLimit | undefined,
): void {
  const removedFrom = ({ state, inputs, expired }: Update) =>
    without(removedMembers(state, inputs), expired);
  const removed = updates.flatMap(removedFrom);
  const total = sum(updates.map(({ state, expired }) => without(state.members, expired).length));
  // An unknown entry may be one of those to remove: the apply checks again.
  const unknown = sum(updates.map(({ inputs }) => (inputs.unknown === "all" ? 0 : inputs.unknown)));
  if (removed.length - unknown <= allowed(limit, total, SHARE)) return;
  throw new ProviderError(
    `${resource} would remove ${removed.length} of ${total} (${firstOf(removed)}); set removalLimit if meant`,
    updates.find((update) => removedFrom(update).length > 0)?.list,
  );
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0);
