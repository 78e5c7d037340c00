import type { NameMap } from "../configuration/choices";
import { InvalidError } from "../backends/errors";
import type { Session } from "../run/session";
import type { Values } from "./kind";
import { idsOf, isThere, settledNames } from "./names";
import type { Properties, Shape } from "./property";

type Backed = Pick<Session, "backend">;

/** Inputs as a backend takes them: with lists of ids for maps of names. */
export type WithIds<T> = {
  readonly [K in keyof T]?: T[K] extends NameMap | undefined
    ? readonly string[]
    : T[K] extends object | undefined
      ? WithIds<Exclude<T[K], undefined>>
      : Exclude<T[K], undefined>;
};

/** What is declared, with ids for names. */
export const resolved = async <T extends object>(
  session: Backed,
  properties: Properties,
  inputs: T,
): Promise<WithIds<T>> =>
  (await mapped(properties, inputs, {}, (mine, _, shape) =>
    shape.is === "references" ? idsOf(session, shape.to, mine) : mine,
  )) as WithIds<T>;

/** The state's view of the server's lists, for what is declared. */
export const settledLists = async <T extends { readonly org: string }>(
  session: Backed,
  properties: Properties,
  state: T,
  live: object,
): Promise<Partial<T>> =>
  (await mapped(properties, state, live, (mine, theirs, shape) => {
    if (shape.is !== "references") return theirs;
    return settledNames(session, shape.to, state.org, { mine, live: idsIn(theirs) });
  })) as Partial<T>;

/** The values that differ from the current ones; of settings, each by itself. */
export const differing = async <T extends object>(
  properties: Properties,
  wanted: T,
  current: object,
  isSame: (mine: unknown, theirs: unknown, shape: Shape) => boolean,
): Promise<Partial<T>> =>
  (await mapped(properties, wanted, current, (mine, theirs, shape) =>
    isSame(mine, theirs, shape) ? undefined : mine,
  )) as Partial<T>;

/**
 * A write returns unknown names as if it had kept them (ARKID.md 18).
 * @throws InvalidError naming one that does not exist
 */
export async function requireNamed(
  session: Backed,
  properties: Properties,
  org: string,
  wanted: object,
  live: object,
): Promise<void> {
  for (const [key, property] of Object.entries(properties)) {
    await mapped({ [key]: property }, wanted, live, async (mine, theirs, shape) => {
      if (shape.is !== "references") return;
      const there = new Set(idsIn(theirs));
      for (const id of idsIn(mine).filter((one) => !there.has(one))) {
        if (await isThere(session, shape.to, { org, id })) continue;
        throw new InvalidError(`there is no ${shape.to} "${id}"`, key);
      }
    });
  }
}

const idsIn = (list: unknown): string[] =>
  Array.isArray(list) ? list.filter((one) => typeof one === "string") : [];

/** Maps each declared value, settings one by one; leaves out what is mapped to `undefined`. */
async function mapped(
  properties: Properties,
  values: unknown,
  others: unknown,
  make: (mine: unknown, other: unknown, shape: Shape) => unknown,
): Promise<Values> {
  const [mine, theirs] = [valuesOf(values), valuesOf(others)];
  const made: Record<string, unknown> = {};
  for (const [key, { type }] of Object.entries(properties)) {
    if (mine[key] === undefined) continue;
    const { shape } = type;
    const one = await (shape.is === "object"
      ? mapped(shape.of, mine[key], theirs[key], make).then(unlessEmpty)
      : make(mine[key], theirs[key], shape));
    if (one !== undefined) made[key] = one;
  }
  return made;
}

const valuesOf = (value: unknown): Values =>
  typeof value === "object" && value !== null ? { ...value } : {};

const unlessEmpty = (values: Values) => (Object.keys(values).length > 0 ? values : undefined);
