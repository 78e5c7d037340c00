import type { Session } from "../run/session";
import { replacing } from "./changed";
import { checkProperties } from "./check-properties";
import type { Failure, Kind, Values } from "./kind";
import { checkList } from "./name-problem";
import { asMembers, asNames } from "./names";
import type { Properties } from "./property";

/**
 * The inputs with their defaults, and with lists as maps, so that a preview names who joins and
 * leaves.
 */
export function completed(kind: Kind, session: Session, news: Values, olds: Values): Values {
  const inputs = withMaps(kind.properties, news);
  return kind.complete?.(session, inputs, olds) ?? inputs;
}

function withMaps(properties: Properties, news: Values): Values {
  const values = { ...news };
  for (const [key, { type }] of Object.entries(properties)) {
    const { shape } = type;
    const value = news[key];
    if (shape.is === "object" && isGroup(value)) values[key] = withMaps(shape.of, value);
    if (shape.is !== "references" || value === undefined) continue;
    if (shape.as === "NameMap") values[key] = asNames(value);
    if (shape.as === "MemberMap") values[key] = asMembers(value, news.ordered === true);
  }
  return values;
}

const isGroup = (value: unknown): value is Values =>
  typeof value === "object" && value !== null && !Array.isArray(value);

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
  if (failures.length > 0) return failures;
  const misnamed = refuseNames(kind.properties, session, inputs);
  return misnamed.length > 0 ? misnamed : (kind.check?.(session, inputs, olds) ?? []);
}

/** Refuses inputs that the system can't keep. */
function refuseLacking(
  kind: Kind,
  { backend }: Pick<Session, "backend">,
  inputs: Values,
): Failure[] {
  return Object.entries(backend.capabilities.lacks[kind.name] ?? {})
    .filter(([property]) => inputs[property] !== undefined && inputs[property] !== null)
    .map(([property, why]) => ({ property, reason: `${backend.name} ${why}: leave it out` }));
}

/**
 * Refuses invalid names in lists, also in those of settings; unknown ones are checked at apply.
 * @param group the property that the settings belong to
 */
function refuseNames(
  properties: Properties,
  session: Pick<Session, "backend">,
  values: Values,
  group?: string,
): Failure[] {
  return Object.entries(properties).flatMap(([key, { type }]) => {
    const { shape } = type;
    const value = values[key];
    if (shape.is === "references") return checkList(session, group ?? key, shape.to, value);
    if (shape.is !== "object" || !isGroup(value)) return [];
    return refuseNames(shape.of, session, value, group ?? key);
  });
}

/** A replacement loses what belongs to the object, so the program must allow it. */
function refuseReplacement(
  kind: Kind,
  { backend, replacements }: Pick<Session, "backend" | "replacements">,
  news: Values,
  olds: Values,
): Failure[] {
  if (news.allowReplace === true) return [];
  // A reference that follows a replaced object is allowed with that replacement.
  const isMeant = (property: string) => replacements.isSuccession(olds[property], news[property]);
  const changed = replacing(kind.properties, olds, news).filter((one) => !isMeant(one));
  return changed.map((property) => ({
    property,
    reason: `${property} can't change on ${backend.name} (${String(olds[property])} → ${String(news[property])}); replacing deletes the ${kind.name} and all that hangs on it: set allowReplace: true if meant`,
  }));
}
