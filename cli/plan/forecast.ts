import type { PlanStep } from "./preview/step";
import type { Change, Forecast } from "./report";

/** Requests of one step, by kind of resource. */
interface Prices {
  readonly create: number;
  readonly update: number;
  readonly delete: number;
}

/** Measured on applies of the examples: the writes, with the reads that go before and verify them. */
const PRICES: Readonly<Record<PlanStep["kind"], Prices>> = {
  Org: { create: 3, update: 2, delete: 4 },
  Node: { create: 2, update: 2, delete: 2 },
  User: { create: 1, update: 2, delete: 5 },
  NodeMembers: { create: 3, update: 3, delete: 2 },
  OrgMember: { create: 3, update: 2, delete: 3 },
  OrgMembers: { create: 3, update: 3, delete: 3 },
  App: { create: 3, update: 3, delete: 2 },
  Perm: { create: 2, update: 2, delete: 2 },
  PermGrants: { create: 4, update: 4, delete: 3 },
};

/** A login of the preview, and one of the apply. */
const LOGINS = 2;
/** Seconds that the engine takes for itself, and for each resource: it writes the state for each. */
const ENGINE = 3;
const ENGINE_PER_RESOURCE = 0.05;
/** Requests under way at once, on the average: what depends on another waits for it. */
const AT_ONCE = 3;
/** Seconds of a request, where none was sent yet. */
const USUAL = 0.1;

/**
 * What an apply would cost, roughly.
 * @param seconds of a request on this server, as far as it is known
 */
export function forecast(
  steps: readonly PlanStep[],
  changes: readonly Change[],
  seconds = USUAL,
): Forecast {
  const done = steps.filter(({ op }) => op !== "same");
  if (done.length === 0) return { requests: LOGINS, seconds: ENGINE };
  const acting = new Set(changes.map(({ urn }) => urn));
  const requests = done.reduce((sum, step) => sum + priceOf(step, acting.has(step.urn)), LOGINS);
  const waiting = (requests * seconds) / AT_ONCE;
  const resources = new Set(done.map(({ urn, heldBy = urn }) => heldBy)).size;
  return {
    requests: Math.round(requests),
    seconds: Math.round(ENGINE + resources * ENGINE_PER_RESOURCE + waiting),
  };
}

/** A delete that leaves the object sends nothing. */
function priceOf({ op, kind }: PlanStep, acts: boolean): number {
  const { create, update, delete: remove } = PRICES[kind];
  if (op === "create") return create;
  if (op === "replace") return create + remove;
  if (op === "update") return update;
  return acts ? remove : 0;
}
