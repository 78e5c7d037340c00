import type { Referent } from "../run/preview";
import type { Session } from "../run/session";
import type { Values } from "./kind";
import { modeOf } from "./lists/membership";
import { namesIn } from "./names";
import { named, type Properties } from "./property";

/**
 * Whether inputs name an object that this run creates: then there is more to do than the old state
 * shows, but for a list that is only observed.
 */
export function namesMadeAnew(session: Session, properties: Properties, inputs: Values): boolean {
  if (modeOf(inputs) === "observe") return false;
  return Object.entries(properties).some(([key, property]) => {
    const names = named(property);
    // An object that can move survives the old one: its own state shows where it is.
    const isLeft = property.type.shape.is === "reference" && property.immutable !== true;
    if (names === undefined || isLeft) return false;
    if (typeof names === "string") return holdsMadeAnew(session, names, inputs[key]);
    const group = (inputs[key] ?? {}) as Values;
    return Object.entries(names).some(([part, referent]) =>
      holdsMadeAnew(session, referent, group[part]),
    );
  });
}

/** The same of one name, or of a list of them, which is a map by now. */
export function holdsMadeAnew(
  { made }: Pick<Session, "made">,
  referent: Referent,
  value: unknown,
): boolean {
  const names = typeof value === "string" ? [value] : namesIn(value);
  return names.some((name) => made.has(referent, name));
}
