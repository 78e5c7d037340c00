import { summariseAtEnd } from "./summary";
import { openTrace, type Trace } from "./trace";
import { Traffic } from "./traffic";

let trace: Trace | undefined;

/** The traffic of a new connection of this process: in the trace that the user asks for, and summed up. */
export function openTraffic(server: string): Traffic {
  trace ??= openTrace(process.env.IDENTITY_TRACE, (text) => console.warn(`warning: ${text}`));
  const traffic = new Traffic(trace);
  summariseAtEnd(server, traffic.tally);
  return traffic;
}
