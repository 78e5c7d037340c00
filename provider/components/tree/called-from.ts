import { resolve } from "node:path";
import { runInThisContext } from "node:vm";
import type { Place } from "../../files/place";

/**
 * Calls a function as if that line of a file called it. The engine keeps with each resource through which
 * calls it was made: so `access` and `plan` name an entry's own line, and nothing of it is an input.
 */
export function calledFrom<T>(place: Place | undefined, call: () => T): T {
  if (place === undefined) return call();
  const options = { filename: resolve(place.file), lineOffset: place.line - 1 };
  const entry = runInThisContext(ENTRY, options) as (call: () => T) => T;
  return entry(call);
}

/** It needs a name: the engine's SDK reads only frames that have one. */
const ENTRY = "(function entry(call) { return call(); })";
