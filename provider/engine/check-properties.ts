import type { Failure, Values } from "./kind";
import type { Properties, Type } from "./property";
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

/** Refuses a text of more characters than the system keeps. */
export function checkLength(property: string, value: unknown, most: number): Failure[] {
  if (typeof value !== "string" || [...value].length <= most) return [];
  return [{ property, reason: `at most ${most} characters` }];
}

function noSuch(properties: Properties, property: string): string {
  const now = Object.keys(properties).find((key) => properties[key]?.formerly === property);
  if (now !== undefined) return `${property} is called ${now} now`;
  return `there is no such property, only ${known(properties)}`;
}

function known(properties: Properties): string {
  return Object.keys(properties)
    .filter((key) => key !== "logicalName" && key !== "origin")
    .join(", ");
}
