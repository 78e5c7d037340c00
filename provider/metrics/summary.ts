import { writeSync } from "node:fs";
import type { RequestCounts } from "./counts";

const connections = new Map<RequestCounts, string>();

/**
 * Prints what a connection has sent when this process ends: nothing where nothing was sent. The
 * engine ends its providers with a SIGINT, at which Node runs no `exit` handlers by itself.
 *
 * @param server named in the line
 */
export function summariseAtEnd(server: string, counts: RequestCounts): void {
  if (connections.size === 0) {
    process.once("exit", print);
    process.once("SIGINT", () => {
      print();
      // As if nobody had listened, unless somebody else does: another provider of this process.
      if (process.listenerCount("SIGINT") === 0) process.kill(process.pid, "SIGINT");
    });
  }
  connections.set(counts, server);
}

/** At once, since nothing that is put off happens any more. */
function print(): void {
  for (const [counts, server] of connections) {
    const summary = counts.summary();
    if (summary !== undefined) tell(`${server}: ${summary}\n`);
  }
  connections.clear();
}

function tell(line: string): void {
  try {
    writeSync(process.stderr.fd, line);
  } catch {
    // Whoever read it is gone.
  }
}
