import { summariseAtEnd } from "./summary";
import { openTrace, type Trace } from "./trace";
import { RequestMetrics } from "./request-metrics";

let trace: Trace | undefined;

/** What a new connection of this process sends: in the trace that the user asks for, and summed up. */
export function openMetrics(server: string): RequestMetrics {
  trace ??= openTrace(process.env.IDENTITY_TRACE, (text) => console.warn(`warning: ${text}`));
  const metrics = new RequestMetrics(trace);
  summariseAtEnd(server, metrics.counts);
  return metrics;
}
