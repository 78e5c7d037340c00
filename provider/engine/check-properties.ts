import type { Failure, Values } from "./kind";
import { passed, type Properties, type Type } from "./property";
import { isUnknown, UNKNOWN } from "./unknown";

/** Checks each known input by its schema; unknown ones are checked at apply. */
export function checkProperties(properties: Properties, inputs: Values): Failure[] {
  const misnamed = Object.keys(inputs)
    .filter((key) => !(key in properties))
    .map((property) => ({ property, reason: noSuch(properties, property) }));
  const failures = Object.entries(properties).flatMap(([property, { schema, type }]) => {
    const value = inputs[property];
    if (value === UNKNOWN || (hasParts(type) && isUnknown(value))) return [];
    const result = schema.safeParse(value);
    if (result.success) return [];
    const reason = value === undefined ? "it is required" : (result.error.issues[0]?.message ?? "");
    return [{ property, reason }];
  });
  return [...misnamed, ...failures];
}

/** Whether a valid value may be unknown in part. */
const hasParts = ({ shape }: Type<unknown>): boolean =>
  ["references", "object", "texts"].includes(shape.is);

function noSuch(properties: Properties, property: string): string {
  const now = Object.keys(properties).find((key) => properties[key]?.formerly === property);
  if (now !== undefined) return `${property} is called ${now} now`;
  return `there is no such property, only ${known(properties)}`;
}

function known(properties: Properties): string {
  return Object.keys(properties)
    .filter((key) => !(key in passed))
    .join(", ");
}
