import { isDeepStrictEqual } from "node:util";
import type { Values } from "./kind";
import type { Properties } from "./property";
import { isUnknown } from "./unknown";

/** Immutable properties whose change is known: a replacement of the object. */
export function replacing(properties: Properties, olds: Values, news: Values): string[] {
  return changedProperties(properties, olds, news).filter(
    (key) =>
      properties[key]?.immutable === true &&
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

/**
 * Whether `null`, at any depth, replaces a value that was not declared: something to clear, though
 * to the engine the two are equal.
 */
export function clearsAnew(old: unknown, declared: unknown): boolean {
  if (declared === null) return old === undefined;
  if (typeof declared !== "object") return false;
  const olds: Values = { ...(typeof old === "object" ? old : {}) };
  return Object.entries(declared).some(([key, value]) => clearsAnew(olds[key], value));
}
