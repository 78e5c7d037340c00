import { summariseAtEnd } from "./summary";
import { openTrace, type Trace } from "./trace";
import { RequestMetrics } from "./request-metrics";

let trace: Trace | undefined;

/**
 * Request metrics of a new connection: traced where the user asks for it, and summed up at the end.
 * @param ready awaited before each request. @default while the engine runs
 */
export function openMetrics(server: string, ready?: () => Promise<void>): RequestMetrics {
  trace ??= openTrace(process.env.IDENTITY_TRACE, (text) => console.warn(`warning: ${text}`));
  const metrics = new RequestMetrics(trace, undefined, ready);
  summariseAtEnd(server, metrics.counts);
  return metrics;
}
