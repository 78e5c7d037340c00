import { createColors } from "picocolors";

/** What writes to the standard output in colours, or, where that is a pipe or unwanted, as it is. */
export type Colors = ReturnType<typeof createColors>;

/** Colours for a terminal that can show them, unless NO_COLOR asks for none. */
export function colorsOf(
  { isTTY }: { readonly isTTY?: boolean } = process.stdout,
  { NO_COLOR, TERM }: NodeJS.ProcessEnv = process.env,
): Colors {
  // Off in so many words: for `undefined` picocolors decides by itself, and colours pipes in CI.
  return createColors(isTTY === true && !NO_COLOR && TERM !== "dumb");
}
