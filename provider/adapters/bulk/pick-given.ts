import type { Values } from "../../engine/kind";

/** Those of the values that are given. */
export const pickGiven = (values: Values, keys: readonly string[]): Values =>
  Object.fromEntries(
    keys.flatMap((key) => (values[key] === undefined ? [] : [[key, values[key]]])),
  );
