import { cpus, totalmem } from "node:os";
import type { Cost } from "./run";
import type { Measured } from "./measures";

/** The machine, without its name. */
export function machine(): string {
  const [cpu] = cpus();
  const memory = Math.round(totalmem() / 2 ** 30);
  return `${cpus().length} × ${cpu?.model.trim() ?? "?"}, ${memory} GB, Node ${process.version}`;
}

const rounded = (value: number) => Math.round(value * 100) / 100;

/** What the numbers say about each other. */
export function ratiosOf({ provider, single, floor }: Measured): Record<string, number> {
  return {
    "seconds to the floor's": rounded(provider.seconds / floor.seconds),
    "processor time to the floor's": rounded(provider.processorSeconds / floor.processorSeconds),
    "seconds without the server's to the floor's": rounded(
      (provider.seconds - provider.serverSeconds) / floor.seconds,
    ),
    ...(single && {
      "requests spared": rounded(single.requests / provider.requests),
      "request time spared": rounded(single.requestSeconds / provider.requestSeconds),
    }),
  };
}

/** The exponent by which a cost grows between the smallest and the largest size: 1 is in proportion. */
export function growth(all: readonly Measured[], of: (cost: Cost) => number): number | undefined {
  const [first, last] = [all[0], all.at(-1)];
  if (!first || !last || first === last) return undefined;
  const cost = Math.log(of(last.provider) / of(first.provider));
  return rounded(cost / Math.log(last.objects / first.objects));
}

/** For people. */
export function linesOf(measured: Measured): string[] {
  const { objects, provider, single, floor } = measured;
  const line = (name: string, cost: Cost | undefined) =>
    cost && [
      `${objects} objects, ${name}: ${cost.seconds.toFixed(1)} s (processor ${cost.processorSeconds.toFixed(1)} s), ${cost.requests} requests in ` +
        `${cost.requestSeconds.toFixed(2)} s, server ${cost.serverSeconds.toFixed(1)} s`,
    ];
  const ratios = Object.entries(ratiosOf(measured)).map(([name, ratio]) => `${name} ${ratio}`);
  return [
    ...(line("provider", provider) ?? []),
    ...(line("one by one", single) ?? []),
    ...(line("doing nothing", floor) ?? []),
    `  ${ratios.join(", ")}`,
  ];
}
