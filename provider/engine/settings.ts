import type { Values } from "./kind";
import { sameValue } from "./settle";

/** Settings in a backend's terms: without `null`. */
type Cleared<T> = T extends object
  ? { readonly [K in keyof T]: Exclude<T[K], null | undefined> }
  : T;

/**
 * The declared properties that differ from the state or the server, in the backend's terms, where a
 * property is off, or on with settings. A setting that is left out is left alone.
 */
export function changedSettings<I extends object, K extends keyof I & string>(
  keys: readonly K[],
  current: object,
  inputs: I,
): { [P in K]?: Cleared<Exclude<I[P], undefined>> } {
  const known: Values = { ...current };
  const changed = keys
    .filter((key) => inputs[key] !== undefined && !matches(inputs[key], known[key]))
    .map((key) => [key, cleared(inputs[key])] as const);
  return Object.fromEntries(changed) as { [P in K]?: Cleared<Exclude<I[P], undefined>> };
}

/**
 * The state's view of such properties: the declared value where the server's means the same,
 * setting by setting. A setting that the server does not have stays as declared.
 */
export function settleSettings<S extends object, L extends object>(
  state: S,
  live: L,
): { [K in keyof L & keyof S]?: S[K] } {
  const lives = new Map(Object.entries(live));
  const settled = Object.entries(state)
    .filter(([key, mine]) => lives.has(key) && mine !== undefined)
    .map(([key, mine]) => [key, settledValue(mine, lives.get(key))] as const);
  return Object.fromEntries(settled) as { [K in keyof L & keyof S]?: S[K] };
}

function settledValue(mine: unknown, live: unknown): unknown {
  if (!isSettings(mine) || !isSettings(live)) return sameValue(mine, live) ? mine : live;
  const isMine = (key: string) => !(key in live) || sameSetting(mine[key], live[key]);
  return Object.fromEntries(
    Object.entries(mine).map(([key, value]) => [key, isMine(key) ? value : live[key]]),
  );
}

/** Whether all declared settings have these values. */
function matches(mine: unknown, current: unknown): boolean {
  if (!isSettings(mine) || !isSettings(current)) return sameValue(mine, current);
  return Object.entries(mine).every(
    ([key, value]) => value === undefined || sameSetting(value, current[key]),
  );
}

/** The order of a list does not count. */
function sameSetting(mine: unknown, theirs: unknown): boolean {
  if (!Array.isArray(mine) || !Array.isArray(theirs)) return sameValue(mine, theirs);
  return sameValue([...new Set(mine)].sort(), [...new Set(theirs)].sort());
}

/** An empty text clears. */
function cleared(declared: unknown): unknown {
  if (!isSettings(declared)) return declared;
  return Object.fromEntries(
    Object.entries(declared).map(([key, value]) => [key, value === null ? "" : value]),
  );
}

export const isSettings = (value: unknown): value is Values =>
  typeof value === "object" && value !== null;
