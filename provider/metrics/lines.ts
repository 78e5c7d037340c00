import { openSync, writeSync } from "node:fs";

/**
 * Appends JSON lines to a file, which only its owner may read. A line is one write to the file's end,
 * so that several processes may share it.
 *
 * @param file nothing is written where that is empty
 * @param failed called once for a file that can't be written, with the reason: `ENOENT`
 */
export function openLines(
  file: string | undefined,
  failed: (reason: string) => void,
): (line: object) => void {
  if (!file) return () => undefined;
  let descriptor: number | undefined;
  const guarded = (action: () => void) => {
    try {
      action();
    } catch (error) {
      descriptor = undefined;
      failed((error as NodeJS.ErrnoException).code ?? "unknown");
    }
  };
  guarded(() => (descriptor = openSync(file, "a", 0o600)));
  return (line) => {
    const open = descriptor;
    if (open !== undefined) guarded(() => void writeSync(open, `${JSON.stringify(line)}\n`));
  };
}
