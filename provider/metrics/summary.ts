import { writeSync } from "node:fs";
import type { RequestCounts } from "./counts";

const tallies = new Map<RequestCounts, string>();

/**
 * Prints what a connection has sent when this process ends: nothing where nothing was sent. The
 * engine ends its providers with a SIGINT, at which Node runs no `exit` handlers by itself.
 *
 * @param server named in the line
 */
export function summariseAtEnd(server: string, tally: RequestCounts): void {
  if (tallies.size === 0) {
    process.once("exit", print);
    process.once("SIGINT", () => {
      print();
      // As if nobody had listened, unless somebody else does: another provider of this process.
      if (process.listenerCount("SIGINT") === 0) process.kill(process.pid, "SIGINT");
    });
  }
  tallies.set(tally, server);
}

/** At once, since nothing that is put off happens any more. */
function print(): void {
  for (const [tally, server] of tallies) {
    const summary = tally.summary();
    if (summary !== undefined) tell(`${server}: ${summary}\n`);
  }
  tallies.clear();
}

function tell(line: string): void {
  try {
    writeSync(process.stderr.fd, line);
  } catch {
    // Whoever read it is gone.
  }
}
