import { writeSync } from "node:fs";
import type { RequestCounts } from "./counts";

const connections = new Map<RequestCounts, string>();

/**
 * Prints the request metrics of a connection when this process ends, if it sent anything. The
 * engine ends its providers with a SIGINT, at which Node runs no `exit` handlers by itself.
 *
 * @param server named in the line
 */
export function summariseAtEnd(server: string, counts: RequestCounts): void {
  if (connections.size === 0) {
    process.once("exit", print);
    process.once("SIGINT", () => {
      print();
      // Ends as it would without this handler, unless another provider of this process listens, too.
      if (process.listenerCount("SIGINT") === 0) process.kill(process.pid, "SIGINT");
    });
  }
  connections.set(counts, server);
}

/** Synchronously, since the process is about to end. */
function print(): void {
  for (const [counts, server] of connections) {
    const summary = counts.summary();
    if (summary !== undefined) write(`${server}: ${summary}\n`);
  }
  connections.clear();
}

function write(line: string): void {
  try {
    writeSync(process.stderr.fd, line);
  } catch {
    // The reader is gone.
  }
}
