import { isDeepStrictEqual } from "node:util";
import type { Backend } from "../backends/backend";
import type { Kind, Values } from "./kind";
import type { Properties } from "./property";
import { isUnknown } from "./unknown";

/** Properties whose change is known, and can't be made in place: a replacement of the object. */
export function replacing(
  { name, properties }: Kind,
  { capabilities }: Backend,
  olds: Values,
  news: Values,
): string[] {
  return changedProperties(properties, olds, news).filter(
    (key) =>
      properties[key]?.immutable === true &&
      capabilities.changeable[name]?.includes(key) !== true &&
      olds[key] !== undefined &&
      !isUnknown(olds[key]) &&
      !isUnknown(news[key]),
  );
}

/** The declared properties in which two sets of values differ, unless a change of them is silent. */
export function changedProperties(properties: Properties, olds: Values, news: Values): string[] {
  return Object.entries(properties)
    .filter(([, property]) => property.silent !== true)
    .map(([key]) => key)
    .filter((key) => !isDeepStrictEqual(olds[key], news[key]));
}

/** One entry in which two sets of values differ: a property, a member of a list, a setting. */
export interface ChangedEntry {
  /** From the property inwards: `["users", "adalovelace"]`. */
  readonly path: readonly string[];
  readonly old: unknown;
  readonly new: unknown;
}

/** What differs in these properties, down to each member of a list and each setting. */
export const changedEntries = (
  properties: readonly string[],
  olds: Values,
  news: Values,
): ChangedEntry[] => properties.flatMap((key) => entriesIn([key], olds[key], news[key]));

function entriesIn(path: readonly string[], old: unknown, value: unknown): ChangedEntry[] {
  if (isDeepStrictEqual(old, value)) return [];
  if (!isObject(old) || !isObject(value)) return [{ path, old, new: value }];
  const keys = new Set([...Object.keys(old), ...Object.keys(value)]);
  return [...keys].flatMap((key) => entriesIn([...path, key], old[key], value[key]));
}

const isObject = (value: unknown): value is Values =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** A path as Pulumi's protocol has it: `users["adalovelace"]`. */
export const pathText = ([property = "", ...parts]: readonly string[]): string =>
  [property, ...parts.map((part) => `[${JSON.stringify(part)}]`)].join("");

/** A value as messages have it. */
export const valueText = (value: unknown): string =>
  isUnknown(value) ? "known only at the apply" : (JSON.stringify(value) ?? "none");

/**
 * Whether `null`, at any depth, replaces a value that was not declared: something to clear, though
 * to the engine the two are equal.
 */
export function clearsAnew(old: unknown, declared: unknown): boolean {
  if (declared === null) return old === undefined;
  if (typeof declared !== "object") return false;
  const olds: Values = isObject(old) ? old : {};
  return Object.entries(declared).some(([key, value]) => clearsAnew(olds[key], value));
}
