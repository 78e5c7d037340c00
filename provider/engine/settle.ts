import { isDeepStrictEqual } from "node:util";
import type { Properties } from "./property";
import type { Values } from "./kind";
import { trimmed } from "./text";

/** Some of what an object has. */
export function pick<T extends object, K extends keyof T & string>(
  from: T,
  keys: readonly K[],
): Pick<T, K> {
  return Object.fromEntries(keys.map((key) => [key, from[key]])) as Pick<T, K>;
}

/** Those of the values that are inputs: in a state, what was declared. */
export function declared<V extends object>(properties: Properties, values: V): V {
  return Object.fromEntries(
    Object.entries(values).filter(([key, value]) => key in properties && value !== undefined),
  ) as V;
}

/**
 * The state's view of the server: for each declared property the declared value while the server's
 * means the same (so that normalization never shows as drift), else the server's.
 */
export function settle<S extends object, L extends object>(
  state: S,
  live: L,
): { [K in keyof L & keyof S]?: S[K] } {
  const states = state as Values;
  const settled = Object.entries(live)
    .filter(([key]) => states[key] !== undefined)
    .map(([key, value]) => [key, sameValue(states[key], value) ? states[key] : value] as const);
  return Object.fromEntries(settled) as { [K in keyof L & keyof S]?: S[K] };
}

/**
 * What is declared and not what the state or the server holds, in the backend's terms: an empty text
 * clears.
 */
export function changes<I extends object, K extends keyof I & string>(
  keys: readonly K[],
  held: object,
  inputs: I,
): { [P in K]?: Exclude<I[P], null | undefined> } {
  const holds = held as Values;
  const changed = keys
    .map((key) => [key, inputs[key] === null ? "" : inputs[key]] as const)
    .filter(([key, value]) => value !== undefined && !sameValue(holds[key], value));
  return Object.fromEntries(changed) as { [P in K]?: Exclude<I[P], null | undefined> };
}

/** `null` and empty are one on the server, and it trims text. */
export function sameValue(mine: unknown, theirs: unknown): boolean {
  return isDeepStrictEqual(normalize(mine), normalize(theirs));
}

function normalize(value: unknown): unknown {
  if (value === null) return "";
  return typeof value === "string" ? trimmed(value) : value;
}
