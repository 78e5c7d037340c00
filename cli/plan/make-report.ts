import type { Rules } from "../../access/policy";
import type { OnRequest } from "../../provider/inspect";
import { version } from "../../sdk/version";
import type { Stack } from "../stack/stack";
import { forecast } from "./forecast";
import type { PlanOptions } from "./options";
import { planOf } from "./plan";
import { plannedConnections } from "./plan-connections";
import { unseenInside } from "./preview/inside";
import type { ReadPreview } from "./preview/read";
import { stepsOf } from "./preview/steps-of";
import { SCHEMA, type PlanReport } from "./report";

/** What to report on. */
interface ReportChoice extends Pick<PlanOptions, "stack" | "from" | "declared"> {
  readonly rules: Rules | undefined;
}

/**
 * Says what a preview of a stack means.
 * @throws Error when it can't be done at all: no login, another server
 */
export async function makeReport(
  preview: ReadPreview,
  stack: Stack,
  { declared = false, rules, from, stack: chosen }: ReportChoice,
  onRequest: OnRequest = () => undefined,
): Promise<PlanReport> {
  const at = new Date();
  const steps = stepsOf(preview.steps, preview.told);
  const pace = new Pace(onRequest);
  const connections = plannedConnections(stack, steps, preview.steps, pace.onRequest);
  const plans = await Promise.all(
    connections.map((connection) => planOf(connection, { declared, rules, at })),
  );
  const changes = plans.flatMap((one) => one.changes);
  const urn = preview.steps[0]?.urn.split("::") ?? [];
  const name = urn[1] === undefined ? undefined : `${urn[1]}/${urn[0]?.split(":").at(-1) ?? ""}`;
  return {
    schema: SCHEMA,
    tool: { name: "pulumi-identity", version },
    plannedAt: at.toISOString(),
    stack: name ?? stack.name ?? chosen ?? "the selected stack",
    tenants: plans.map(({ tenant }) => tenant),
    changes,
    gains: plans.flatMap((one) => one.gains),
    losses: plans.flatMap((one) => one.losses),
    broken: plans.flatMap((one) => one.broken),
    waived: plans.flatMap((one) => one.waived),
    forecast: forecast(steps, changes, pace.seconds),
    unchanged: steps.filter(({ op }) => op === "same").length,
    names: Object.assign({}, ...plans.map(({ names }) => names)) as PlanReport["names"],
    orgs: plans.flatMap((one) => one.orgs),
    unseen: [...plans.flatMap((one) => one.unseen), ...unseenInside(preview.steps, preview.told)],
    notes: [...(from === undefined ? [] : NOT_TOLD), ...plans.flatMap((one) => one.notes)],
  };
}

const NOT_TOLD = [
  "by a preview that was made before: what it takes over, and the kind of a new org's root, are not told in it; whoever is there by now may have changed since",
];

/** How long a request takes on the servers of a plan. */
class Pace {
  private total = 0;
  private count = 0;

  constructor(private readonly next: OnRequest) {}

  /** Told of every attempt. */
  readonly onRequest: OnRequest = (event) => {
    this.total += event.ms;
    this.count++;
    this.next(event);
  };

  /** On the average; `undefined` where nothing was sent. */
  get seconds(): number | undefined {
    return this.count === 0 ? undefined : this.total / this.count / 1000;
  }
}
