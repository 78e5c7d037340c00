import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { RequestEvent } from "../../../sdk";
import { ended, type Project } from "../../engine/support/project";
import { watchProviders } from "./provider-memory";

/** What one run of the CLI took. */
export interface Cost {
  readonly seconds: number;
  /** Processor seconds of the CLI and all that it started: others on the machine add nothing to it. */
  readonly processorSeconds: number;
  readonly requests: number;
  /** Seconds in which a request was under way. */
  readonly requestSeconds: number;
  /** Processor seconds of the embedded server, which runs in this process. */
  readonly serverSeconds: number;
  /** Megabytes that a provider's process has held at most. */
  readonly providerMegabytes: number;
}

/** Where a project keeps the trace of its runs. */
export const traceOf = (folder: string) => join(folder, "trace.jsonl");

/**
 * Runs the CLI to its end.
 * @throws Error with all that it printed, where it failed
 */
export async function cost(project: Project, ...args: string[]): Promise<Cost> {
  const trace = traceOf(project.folder);
  rmSync(trace, { force: true });
  const cpu = process.cpuUsage();
  const before = childrensSeconds();
  const started = performance.now();
  const child = project.start(...args);
  const memory = watchProviders(child.pid);
  const { code, output } = await ended(child);
  const providerMegabytes = memory();
  const seconds = (performance.now() - started) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  if (code !== 0) throw new Error(`pulumi ${args.join(" ")} ended with ${code}:\n${output}`);
  const events = eventsIn(trace);
  return {
    seconds,
    processorSeconds: childrensSeconds() - before,
    requests: events.length,
    requestSeconds: underWay(events),
    serverSeconds: (user + system) / 1e6,
    providerMegabytes,
  };
}

function eventsIn(trace: string): RequestEvent[] {
  if (!existsSync(trace)) return [];
  const lines = readFileSync(trace, "utf8").split("\n");
  return lines.filter((line) => line !== "").map((line) => JSON.parse(line) as RequestEvent);
}

/** Seconds that the events cover together. */
function underWay(events: readonly RequestEvent[]): number {
  const spans = events.map(({ time, ms }) => ({ from: Date.parse(time), ms }));
  let covered = 0;
  let until = 0;
  for (const { from, ms } of spans.sort((a, b) => a.from - b.from)) {
    covered += Math.max(0, from + ms - Math.max(from, until));
    until = Math.max(until, from + ms);
  }
  return covered / 1000;
}

/**
 * Runs all in turn, so often, and returns the cheapest of each: on a machine that others use too,
 * the others only add.
 */
export async function compare<Name extends string>(
  runs: number,
  contenders: Readonly<Record<Name, () => Promise<Cost>>>,
): Promise<Record<Name, Cost>> {
  const best: Partial<Record<Name, Cost>> = {};
  for (let round = 0; round < runs; round++) {
    for (const [name, run] of Object.entries(contenders) as [Name, () => Promise<Cost>][]) {
      const now = await run();
      best[name] = cheapest(best[name] ?? now, now);
    }
  }
  return best as Record<Name, Cost>;
}

function cheapest(one: Cost, other: Cost): Cost {
  const least = (name: keyof Cost) => Math.min(one[name], other[name]);
  return {
    seconds: least("seconds"),
    processorSeconds: least("processorSeconds"),
    requests: least("requests"),
    requestSeconds: least("requestSeconds"),
    serverSeconds: least("serverSeconds"),
    providerMegabytes: least("providerMegabytes"),
  };
}

/** Hundredths of a second, on every Linux. */
const TICKS = 100;

/** What the ended children of this process have used, and theirs, where the system tells. */
function childrensSeconds(): number {
  if (process.platform !== "linux") return 0;
  const [, fields = ""] = readFileSync("/proc/self/stat", "utf8").split(") ");
  // cutime and cstime: the 16th and 17th field, the name of the program being the second.
  const [user = 0, system = 0] = fields.split(" ").slice(13, 15).map(Number);
  return (user + system) / TICKS;
}
