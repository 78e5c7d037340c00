import { createColors } from "picocolors";

/** Functions that colour a text, or return it unchanged where colours are unwanted. */
export type Colors = ReturnType<typeof createColors>;

/** Colours for a terminal that can show them, unless NO_COLOR asks for none. */
export function colorsOf(
  { isTTY }: { readonly isTTY?: boolean } = process.stdout,
  { NO_COLOR, TERM }: NodeJS.ProcessEnv = process.env,
): Colors {
  // Always true or false: for `undefined` picocolors decides by itself, and colours pipes in CI.
  return createColors(isTTY === true && !NO_COLOR && TERM !== "dumb");
}
