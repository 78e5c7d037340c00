import { labelOf, type Referent } from "../run/preview";
import type { Session } from "../run/session";
import { resourceName } from "../run/origin";
import type { Kind, Values } from "./kind";
import { modeOf } from "./lists/membership";
import { namesIn } from "./names";
import { named, type Properties } from "./property";

/**
 * Whether inputs name an object that this run creates: then there is more to do than the old state
 * shows, but for a list that is only observed.
 */
export const namesMadeAnew = (
  session: Pick<Session, "made">,
  properties: Properties,
  inputs: Values,
): boolean =>
  namedIn(properties, inputs).some(([referent, value]) => holdsMadeAnew(session, referent, value));

/** The same of one name, or of a list of them, which is a map by now. */
export const holdsMadeAnew = (
  { made }: Pick<Session, "made">,
  referent: Referent,
  value: unknown,
): boolean => textsIn(value).some((name) => made.has(referent, name));

/**
 * The server's numbers of the people whom inputs name, for the state, as far as this run knows them.
 * Whoever is made anew gets another one, which a later run sees where this one ended before it came
 * to what names them.
 */
export function userIdsOf(
  { userIds }: Pick<Session, "userIds">,
  properties: Properties,
  inputs: Values,
): Values | undefined {
  const known = usersIn(properties, inputs).flatMap((name) => {
    const userId = userIds.get(name);
    return userId === undefined ? [] : [[name, userId] as const];
  });
  return known.length > 0 ? Object.fromEntries(known) : undefined;
}

/** Takes for made in this run who was made after a state was written that names them. */
export function rememberMadeAnew(
  { made, userIds }: Pick<Session, "made" | "userIds">,
  properties: Properties,
  inputs: Values,
  state: Values,
): void {
  const before = (state.userIds ?? {}) as Values;
  for (const name of usersIn(properties, inputs)) {
    const [old, now] = [before[name], userIds.get(name)];
    if (old !== undefined && now !== undefined && old !== now) made.add("User", name);
  }
}

/**
 * Notes what a resource names, and its state as well: whatever of it is made later in this run, this
 * resource was compared without knowing.
 */
export function noteNamed(
  { compared }: Pick<Session, "compared">,
  { name: kind, properties }: Pick<Kind, "name" | "properties">,
  inputs: Values,
  state: Values,
): void {
  const known = new Set(pairsIn(properties, state).map(({ id }) => id));
  const label = labelOf(kind, resourceName(inputs));
  const userIds = (state.userIds ?? {}) as Values;
  for (const { referent, name, id } of pairsIn(properties, inputs)) {
    if (known.has(id)) compared.add(referent, name, { label, userId: userIds[name] });
  }
}

function pairsIn(properties: Properties, inputs: Values) {
  return namedIn(properties, inputs).flatMap(([referent, value]) =>
    textsIn(value).map((name) => ({ referent, name, id: `${referent} ${name}` })),
  );
}

const usersIn = (properties: Properties, inputs: Values): string[] =>
  namedIn(properties, inputs).flatMap(([referent, value]) =>
    referent === "user" ? textsIn(value) : [],
  );

/** What inputs name, by property; nothing of a list that is only observed. */
function namedIn(properties: Properties, inputs: Values): [Referent, unknown][] {
  if (modeOf(inputs) === "observe") return [];
  return Object.entries(properties).flatMap(([key, property]): [Referent, unknown][] => {
    const names = named(property);
    // An object that can move survives the old one: its own state shows where it is.
    const isLeft = property.type.shape.is === "reference" && property.immutable !== true;
    if (names === undefined || isLeft) return [];
    if (typeof names === "string") return [[names, inputs[key]]];
    const group = (inputs[key] ?? {}) as Values;
    return Object.entries(names).map(([part, referent]) => [referent, group[part]]);
  });
}

const textsIn = (value: unknown): string[] =>
  typeof value === "string" ? [value] : namesIn(value);
