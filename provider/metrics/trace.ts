import type { RequestEvent } from "../../sdk";
import { openLines } from "./lines";

/** Records an event. */
export type Trace = (event: RequestEvent) => void;

/**
 * Appends one JSON line a request to a file. A file that can't be written causes one warning, and no
 * failure.
 *
 * @param file as `IDENTITY_TRACE` names it; nothing is traced where that is empty
 * @param warn prints a warning
 */
export const openTrace = (file: string | undefined, warn: (text: string) => void): Trace =>
  openLines(file, (reason) =>
    warn(`no trace is kept: IDENTITY_TRACE ${file} can't be written (${reason})`),
  );
