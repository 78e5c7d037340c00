import { originOf, resourceName } from "../run/origin";
import type { Labels, Preview } from "../run/preview";
import type { Session } from "../run/session";
import { isTreePart } from "../run/stack/types";
import { replacing } from "./changed";
import { checkProperties } from "./check-properties";
import { currentMembers, expiredText } from "./expired";
import type { Failure, Kind, Values } from "./kind";
import { modeOf } from "./lists/membership";
import { checkList } from "./name-problem";
import { asNames, type Named } from "./names";
import { withIdsToCome } from "./ids-to-come";
import type { Properties } from "./property";
import { refuseByRule } from "./rules";
import { isUnknown } from "./unknown";
import { keptUsernames } from "./usernames";

/**
 * The inputs with their defaults, people by their usernames as the system keeps them, and with lists
 * as maps, so that a preview names who joins and leaves.
 */
export function completed(
  kind: Kind,
  session: Session,
  news: Values,
  olds: Values,
  awaited: Awaited = {},
): Values {
  const inputs = withMaps(kind.properties, session, news, awaited);
  return kind.complete?.(session, inputs, olds) ?? inputs;
}

type Awaited = NonNullable<Preview["awaited"]>;

/** @param group the property that the values are settings of */
function withMaps(
  properties: Properties,
  session: Session,
  news: Values,
  awaited: Awaited,
  group = "",
): Values {
  const values = { ...news };
  for (const [key, { type }] of Object.entries(properties)) {
    const { shape } = type;
    const namesPeople = "to" in shape && shape.to === "user";
    const value = namesPeople ? keptUsernames(session, news[key]) : news[key];
    if (shape.is === "object" && isGroup(value))
      values[key] = withMaps(shape.of, session, value, awaited, `${key}.`);
    if (shape.is === "reference" && value !== undefined) values[key] = value;
    if (shape.is !== "references" || value === undefined) continue;
    const of = awaited[group + key];
    const labels = typeof of === "object" ? of : {};
    if (shape.as === "NameMap") values[key] = asNames(value, labels);
    if (shape.as === "MemberMap")
      values[key] = membersOf(session, { ...news, [key]: value }, key, shape.to, labels);
  }
  return values;
}

/** The members of a list, without those whose end date has passed, of whom the user is told. */
function membersOf(session: Session, news: Values, list: string, to: Named, labels: Labels) {
  const [isOrdered, isObserved] = [news.ordered === true, modeOf(news) === "observe"];
  const declared = { to, isOrdered, isObserved, labels };
  const { map, expired } = currentMembers(news[list], declared, session.at);
  const which = list === "users" ? "" : ` (${list})`;
  if (expired.size > 0) session.warn(expiredText(expired, `${resourceName(news)}${which}`));
  return map;
}

const isGroup = (value: unknown): value is Values =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** What is wrong with completed inputs. */
export function failuresOf(
  kind: Kind,
  session: Session,
  inputs: Values,
  olds: Values,
  awaited: Awaited = {},
): readonly Failure[] {
  const failures = [
    ...checkProperties(kind.properties, inputs),
    ...refuseLacking(kind, session, inputs),
    ...refuseReplacement(kind, session, { inputs, awaited }, olds),
  ];
  if (failures.length > 0) return failures;
  const misnamed = refuseNames(kind.properties, session, inputs);
  if (misnamed.length > 0) return misnamed;
  return [...(kind.check?.(session, inputs, olds) ?? []), ...refuseByRule(kind, session, inputs)];
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
    if (shape.is === "references") return checkList(session, group ?? key, shape, value);
    if (shape.is !== "object" || !isGroup(value)) return [];
    return refuseNames(shape.of, session, value, group ?? key);
  });
}

/** A replacement loses what belongs to the object, so the program must allow it. */
function refuseReplacement(
  kind: Kind,
  session: Pick<Session, "backend" | "registry" | "replacements">,
  { inputs, awaited }: { inputs: Values; awaited: Awaited },
  olds: Values,
): Failure[] {
  const { backend, replacements } = session;
  const news = withIdsToCome(session, inputs, awaited);
  if (news.allowReplace === true) return [];
  // A reference that follows a replaced object is allowed with that replacement.
  const isMeant = (property: string) =>
    replacements.isSuccession(olds[property], news[property]) ||
    replacements.isPlanned(olds[property], "Node", news[property]);
  const changed = replacing(kind, backend, olds, news).filter((one) => !isMeant(one));
  // An entry of a tree has no such option, but another key makes another one of it.
  const advice = isTreePart(originOf(news).parents)
    ? "give the entry of the tree another key if meant, and a new one is made and the old one deleted"
    : "set allowReplace: true if meant";
  const alias = (property: string) => {
    const label = isUnknown(inputs[property]) ? awaited[property] : undefined;
    if (typeof label !== "string") return "";
    return `; if it is the same ${property} under a new name, give ${label} an alias`;
  };
  return changed.map((property) => ({
    property,
    reason: `${property} can't change on ${backend.name} (${String(olds[property])} → ${String(news[property])}); replacing deletes the ${kind.name} and all that hangs on it: ${advice}${alias(property)}`,
  }));
}
