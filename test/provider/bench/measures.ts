import type { Workshop } from "../../engine/support/workshop";
import { floor, mixOf, ours, type Mix } from "./programs";
import { compare, cost, type Cost } from "./run";
import { stage } from "./stage";

/** How to measure. */
export interface Conditions {
  readonly shop: Workshop;
  /** Each is run so often, in turn with what it is compared to. */
  readonly runs: number;
  /** Milliseconds before each answer of the server. */
  readonly latency: number;
}

/** The same done by this provider, by it without batched reads, and by resources that do nothing. */
export interface Measured {
  readonly objects: number;
  readonly provider: Cost;
  readonly single?: Cost;
  readonly floor: Cost;
}

/** Reading all there is: nodes, people and memberships. */
export function refresh(given: Conditions, objects: number): Promise<Measured> {
  return unchanged(given, objects, ["refresh", "--yes", "--skip-preview"]);
}

/** A preview that finds nothing to do. */
export function noop(given: Conditions, objects: number): Promise<Measured> {
  return unchanged(given, objects, ["preview", "--expect-no-changes"]);
}

/** Making nodes, each time on an empty server. */
export async function up(given: Conditions, objects: number): Promise<Measured> {
  const mix = { nodes: objects, users: 0, members: 0 };
  const making = (program: (mix: Mix) => string) => async () => {
    const scene = await stage(given);
    try {
      scene.project.program(program(mix));
      return await cost(scene.project, "up", "--yes", "--skip-preview");
    } finally {
      await scene.close();
    }
  };
  const costs = await compare(given.runs, { provider: making(ours), floor: making(floor) });
  return { objects, ...costs };
}

/** What a command costs that leaves a stack as it is. */
async function unchanged(given: Conditions, objects: number, command: readonly string[]) {
  const mix = mixOf(objects);
  const [mine, other] = [await stage(given), await stage(given)];
  try {
    await mine.make(ours(mix));
    await other.make(floor(mix));
    const costs = await compare(given.runs, {
      provider: () => cost(mine.project, ...command),
      single: () => mine.with({ batching: "false" }, () => cost(mine.project, ...command)),
      floor: () => cost(other.project, ...command),
    });
    return { objects, ...costs };
  } finally {
    await mine.close();
    await other.close();
  }
}
