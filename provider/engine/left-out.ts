import { resourceName } from "../run/origin";
import type { Session } from "../run/session";
import type { Kind, Values } from "./kind";
import type { Properties, Property } from "./property";
import { isSettings } from "./settings";
import { sameValue, type Normal } from "./settle";

/**
 * The inputs as a plan compares them with a state: what a program leaves out is left alone, and so
 * is as in the state; likewise what the system would keep the same way.
 */
export function comparable(kind: Kind, state: Values, inputs: Values, normal: Normal): Values {
  const isSame = (key: string, property: Property, value: unknown) =>
    (value === undefined && isLeftAlone(kind, property)) ||
    (!isExact(property) && sameValue(normal(key, state[key]), normal(key, value)));
  return withKept(kind.properties, state, inputs, isSame);
}

function withKept(
  properties: Properties,
  olds: Values,
  news: Values,
  isSame: (key: string, property: Property, value: unknown) => boolean,
): Values {
  const values = { ...news };
  for (const [key, property] of Object.entries(properties)) {
    const [old, value] = [olds[key], news[key]];
    if (old === undefined) continue;
    const { shape } = property.type;
    if (isSame(key, property, value)) values[key] = old;
    else if (shape.is === "object" && isSettings(old) && isSettings(value)) {
      values[key] = withKept(shape.of, old, value, isSame);
    }
  }
  return values;
}

/** Whether each character counts. */
const isExact = ({ immutable, secret, type }: Property): boolean =>
  immutable === true || secret === true || type.shape.is !== "text";

const isKept = ({ presence }: Property) => presence === "kept" || presence === "clearable";

/** What the state must forget takes an update, likewise what a delete would undo. */
export const isLeftAlone = (kind: Kind, property: Property): boolean =>
  isKept(property) && property.forgotten !== true && kind.undoes !== true;

/** Tells of what a program declares no more: nothing happens to it on the server. */
export function warnLeftOut(kind: Kind, session: Session, inputs: Values, olds: Values): void {
  const gone = Object.entries(kind.properties).filter(
    ([key, property]) => isKept(property) && olds[key] != null && inputs[key] === undefined,
  );
  if (gone.length === 0) return;
  const named = gone.map(([key, { secret }]) => {
    const old = olds[key];
    return typeof old === "string" && !secret ? `${key} (${old})` : key;
  });
  const clears = gone.filter(([, { presence }]) => presence === "clearable").map(([key]) => key);
  const isUpdate = gone.some(([, property]) => !isLeftAlone(kind, property));
  const text = [
    `${kind.name} "${resourceName(inputs)}" declares ${named.join(", ")} no more: what ${session.backend.name} has stays as it is`,
    ...(isUpdate ? ["the update only makes the resource forget it"] : []),
    ...(clears.length > 0 ? [`to clear ${clears.join(", ")}, give null`] : []),
  ];
  session.warn(text.join("; "));
}
