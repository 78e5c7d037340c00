import { setTimeout as sleep } from "node:timers/promises";

/** How a server takes writes. */
export interface Behaviour {
  readonly name: string;
  /** Writes that it works on at once; the others wait for these. */
  readonly atOnce: number;
  /** How much longer one takes for each that waits meanwhile, as a share. */
  readonly strain: number;
}

export const behaviours: readonly Behaviour[] = [
  { name: "one at a time, and slower while others wait", atOnce: 1, strain: 0.05 },
  { name: "one at a time, and much slower while others wait", atOnce: 1, strain: 0.3 },
  { name: "three at a time, and slower while others wait", atOnce: 3, strain: 0.2 },
  { name: "eight at a time", atOnce: 8, strain: 0 },
];

/**
 * Returns what a write waits for.
 * @param ms what one takes by itself
 */
export function worker({ atOnce, strain }: Behaviour, ms: number): () => Promise<void> {
  const waiting: (() => void)[] = [];
  let free = atOnce;
  return async () => {
    if (free > 0) free--;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    await sleep(ms * (1 + strain * waiting.length));
    const next = waiting.shift();
    if (next) next();
    else free++;
  };
}
