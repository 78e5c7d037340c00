import { openSync, writeSync } from "node:fs";
import type { RequestEvent } from "../../sdk";

/** Records an event. */
export type Trace = (event: RequestEvent) => void;

/**
 * Appends one JSON line a request to a file. A line is one write to the file's end, so that several
 * processes may share it. A file that can't be written causes one warning, and no failure.
 *
 * @param file as `IDENTITY_TRACE` names it; nothing is traced where that is empty
 * @param warn prints a warning
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
