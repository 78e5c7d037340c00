import { openSync, writeSync } from "node:fs";
import type { RequestEvent } from "../../sdk";

/** Keeps an event. */
export type Trace = (event: RequestEvent) => void;

/**
 * Appends one JSON line a request to a file. A line is one write to the file's end, so that several
 * processes may share it. A file that can't be written is told of once, and stops nothing.
 *
 * @param file as `IDENTITY_TRACE` names it; none is kept where that is empty
 * @param warn tells the user
 */
export function openTrace(file: string | undefined, warn: (text: string) => void): Trace {
  if (!file) return () => undefined;
  let descriptor: number | undefined;
  const guarded = (action: () => void) => {
    try {
      action();
    } catch (error) {
      descriptor = undefined;
      const { code } = error as NodeJS.ErrnoException;
      warn(`no trace is kept: IDENTITY_TRACE ${file} can't be written (${code ?? "unknown"})`);
    }
  };
  guarded(() => (descriptor = openSync(file, "a", 0o600)));
  return (event) => {
    const open = descriptor;
    if (open !== undefined) guarded(() => void writeSync(open, `${JSON.stringify(event)}\n`));
  };
}
