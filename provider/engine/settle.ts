import { isDeepStrictEqual } from "node:util";
import type { Properties, Property } from "./property";
import type { Session } from "../run/session";
import type { Values } from "./kind";
import { trimmed } from "./text";

/** A value as the system would keep it: two with the same normal form mean the same. */
export type Normal = (property: string, value: unknown) => unknown;

const asItIs: Normal = (_, value) => value;

/** How the system of a session normalizes values of a kind; invalid ones stay as they are. */
export const normalOf =
  ({ backend }: Pick<Session, "backend">, kind: string): Normal =>
  (property, value) =>
    backend.capabilities.normalize(kind, property, value) ?? value;

/** Some properties of an object. */
export function pick<T extends object, K extends keyof T & string>(
  from: T,
  keys: readonly K[],
): Pick<T, K> {
  return Object.fromEntries(keys.map((key) => [key, from[key]])) as Pick<T, K>;
}

/** Those of the values that are inputs: in a state, what was declared. */
export function declared<V extends object>(properties: Properties, values: V): V {
  const isDeclared = (property: Property | undefined) =>
    property !== undefined && property.transient !== true;
  return Object.fromEntries(
    Object.entries(values).filter(
      ([key, value]) => isDeclared(properties[key]) && value !== undefined,
    ),
  ) as V;
}

/**
 * The state's view of the server: for each declared property the declared value while the server's
 * means the same (so that normalization never shows as drift), else the server's.
 */
export function settle<S extends object, L extends object>(
  state: S,
  live: L,
  normal = asItIs,
): { [K in keyof L & keyof S]?: S[K] } {
  const states = state as Values;
  const settled = Object.entries(live)
    .filter(([key]) => states[key] !== undefined)
    .map(([key, value]) => {
      const isSame = sameValue(normal(key, states[key]), normal(key, value));
      return [key, isSame ? states[key] : value] as const;
    });
  return Object.fromEntries(settled) as { [K in keyof L & keyof S]?: S[K] };
}

/**
 * The declared values that differ from the state or the server, in the backend's terms: an empty
 * text clears.
 */
export function changes<I extends object, K extends keyof I & string>(
  keys: readonly K[],
  current: object,
  inputs: I,
  normal = asItIs,
): { [P in K]?: Exclude<I[P], null | undefined> } {
  const known = current as Values;
  const changed = keys
    .filter((key) => inputs[key] !== undefined)
    .map((key) => [key, normal(key, inputs[key] ?? "")] as const)
    .filter(([key, value]) => !sameValue(normal(key, known[key]), value));
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
