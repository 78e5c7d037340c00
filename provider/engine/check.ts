import type { Session } from "../run/session";
import { replacing } from "./changed";
import { checkProperties } from "./check-properties";
import type { Failure, Kind, Values } from "./kind";
import { asMembers, asNames } from "./names";

/** The inputs with their defaults, and with lists as maps, so that a preview names who comes and goes. */
export function completed(kind: Kind, session: Session, news: Values, olds: Values): Values {
  const inputs = { ...news };
  for (const [key, { type }] of Object.entries(kind.properties)) {
    const { shape } = type;
    if (shape.is !== "references" || news[key] === undefined) continue;
    if (shape.as === "NameMap") inputs[key] = asNames(news[key]);
    if (shape.as === "MemberMap") inputs[key] = asMembers(news[key], news.ordered === true);
  }
  return kind.complete?.(session, inputs, olds) ?? inputs;
}

/** What is wrong with completed inputs. */
export function failuresOf(
  kind: Kind,
  session: Session,
  inputs: Values,
  olds: Values,
): readonly Failure[] {
  const failures = [
    ...checkProperties(kind.properties, inputs),
    ...refuseLacking(kind, session, inputs),
    ...refuseReplacement(kind, session, inputs, olds),
  ];
  return failures.length > 0 ? failures : (kind.check?.(session, inputs, olds) ?? []);
}

/** What the system can't keep must not look as if it were kept. */
function refuseLacking(
  kind: Kind,
  { backend }: Pick<Session, "backend">,
  inputs: Values,
): Failure[] {
  return Object.entries(backend.capabilities.lacks[kind.name] ?? {})
    .filter(([property]) => inputs[property] !== undefined && inputs[property] !== null)
    .map(([property, why]) => ({ property, reason: `${backend.name} ${why}: leave it out` }));
}

/** A replacement loses what hangs on the object, so it must be meant. */
function refuseReplacement(
  kind: Kind,
  { backend, replacements }: Pick<Session, "backend" | "replacements">,
  news: Values,
  olds: Values,
): Failure[] {
  if (news.allowReplace === true) return [];
  // A reference that follows a replaced object is meant as much as that replacement is.
  const isMeant = (property: string) => replacements.isSuccession(olds[property], news[property]);
  const changed = replacing(kind.properties, olds, news).filter((one) => !isMeant(one));
  return changed.map((property) => ({
    property,
    reason: `${property} can't change on ${backend.name} (${String(olds[property])} → ${String(news[property])}); replacing deletes the ${kind.name} and all that hangs on it: set allowReplace: true if meant`,
  }));
}
