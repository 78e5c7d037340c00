import { isDeepStrictEqual } from "node:util";
import { z } from "zod";
import type { Referent } from "../run/made";
import type { Failure, Kind, Values } from "./kind";
import { flag as flagType, optional, type Properties as Typed } from "./property";
import { isUnknown } from "./unknown";

/** One input of a resource: its schema, and how a change of it counts. */
export interface Property {
  readonly schema: z.ZodType;
  /** Can't change in place: a change replaces the object, and only with `allowReplace`. */
  readonly immutable?: true;
  /** A change of it alone is no change of the resource. */
  readonly silent?: true;
  /** What it names, or what the parts of it name. */
  readonly names?: Referent | Readonly<Record<string, Referent>>;
}

export type Properties = Readonly<Record<string, Property>>;

/** Text without what the API answers with an error page: NUL, and halves of characters. */
export const text = (max?: number) => {
  const base = z
    .string({ error: "give a text" })
    .regex(/^[^\0\p{Surrogate}]*$/u, "it holds a NUL, or half a character");
  return max === undefined ? base : base.max(max, `at most ${max} characters`);
};
/** Text that says something: a name. */
export const name = (max?: number) =>
  text(max).refine((value) => normalize(value) !== "", "it is empty; give a name");
/** The id of another object. */
export const id = z
  .string({ error: "give a resource or its id" })
  .min(1, "it is empty; give an id");
export const flag = z.boolean({ error: "give true or false" });
export const oneOf = <T extends readonly [string, ...string[]]>(values: T) =>
  z.enum(values, { error: `give one of ${values.join(", ")}` });
/** Declared as `null`, a value is cleared on the server; not declared, it is left alone. */
export const clearable = (schema: z.ZodType) => schema.nullable().optional();

const origin = z.strictObject({
  organization: z.string(),
  project: z.string(),
  stack: z.string(),
  parents: z.string(),
});

/** Inputs that every resource has. */
export const common: Properties = {
  logicalName: { schema: z.string(), silent: true },
  origin: { schema: origin.optional(), silent: true },
  allowReplace: { schema: flag.optional(), silent: true },
};

/**
 * Checks each known input by its schema; unknown ones are the apply's business.
 * @param newNameOf what a property of an older version is called now
 */
export function checkProperties(
  properties: Properties,
  inputs: Values,
  newNameOf: (property: string) => string | undefined = () => undefined,
): Failure[] {
  const misnamed = Object.keys(inputs)
    .filter((key) => !(key in properties))
    .map((property) => ({ property, reason: noSuch(properties, property, newNameOf(property)) }));
  const failures = Object.entries(properties).flatMap(([property, { schema }]) => {
    const value = inputs[property];
    if (isUnknown(value)) return [];
    const result = schema.safeParse(value);
    if (result.success) return [];
    const reason = value === undefined ? "it is required" : (result.error.issues[0]?.message ?? "");
    return [{ property, reason }];
  });
  return [...misnamed, ...failures];
}

/** Refuses a text that is longer, in characters, than the system keeps it. */
export function checkLength(property: string, value: unknown, most: number): Failure[] {
  if (typeof value !== "string" || [...value].length <= most) return [];
  return [{ property, reason: `at most ${most} characters` }];
}

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
 * Whether `null`, at any depth, stands where nothing was declared: something to clear, though the
 * engine takes the two for one.
 */
export function clearsAnew(old: unknown, declared: unknown): boolean {
  if (declared === null) return old === undefined;
  if (typeof declared !== "object") return false;
  const olds = (old ?? {}) as Values;
  return Object.entries(declared).some(([key, value]) => clearsAnew(olds[key], value));
}

/** Some of what an object has. */
export function pick<T extends object, K extends keyof T & string>(
  from: T,
  keys: readonly K[],
): Pick<T, K> {
  return Object.fromEntries(keys.map((key) => [key, from[key]])) as Pick<T, K>;
}

/** Those of the values that are inputs: in a state, what was declared. */
export function declared(properties: Properties, values: Values): Values {
  return Object.fromEntries(
    Object.entries(values).filter(([key, value]) => key in properties && value !== undefined),
  );
}

/**
 * The state's view of the server: for each declared property the declared value while the server's
 * means the same (so that normalization never shows as drift), else the server's.
 */
export function settle(state: Values, live: Values): Values {
  const settled = Object.entries(live).map(([key, value]) => {
    const mine = state[key];
    return [key, sameValue(mine, value) ? mine : value] as const;
  });
  return Object.fromEntries(settled.filter(([key]) => state[key] !== undefined));
}

/** `null` and empty are one on the server, and it trims text. */
export function sameValue(mine: unknown, theirs: unknown): boolean {
  return isDeepStrictEqual(normalize(mine), normalize(theirs));
}

function normalize(value: unknown): unknown {
  if (value === null) return "";
  return typeof value === "string" ? trimmed(value) : value;
}

/** A text as any server has it. */
export const trimmed = (value: string): string => value.replace(EDGES, "");

/** What servers trim: more than JavaScript's white space in Python (U+0085, U+001C), less elsewhere. */
const EDGES = /^[\s\p{Cc}]+|[\s\p{Cc}]+$/gu;

function noSuch(properties: Properties, property: string, newName = ""): string {
  if (newName in properties) return `${property} is called ${newName} now`;
  return `there is no such property, only ${known(properties)}`;
}

function known(properties: Properties): string {
  return Object.keys(properties)
    .filter((key) => key !== "logicalName" && key !== "origin")
    .join(", ");
}

/** Temporary: a kind that is not written as a definition yet. */
export const legacy = <K extends { readonly name: string; readonly properties: Properties }>(
  kind: K & Omit<Kind, "properties" | "outputs" | "doc" | "example" | "get">,
): Kind => {
  const shapeOf = (names: Property["names"]): object => {
    if (typeof names === "string") return { is: "references", to: names };
    if (names === undefined) return { is: "text" };
    return { is: "object", of: each(names, (to) => ({ type: { shape: shapeOf(to) } })) };
  };
  const properties = each(kind.properties, ({ names, ...one }) => ({
    ...optional(flagType, { doc: "" }),
    ...one,
    type: { schema: one.schema, shape: shapeOf(names) },
  })) as Typed;
  return { ...kind, properties, outputs: {}, doc: "", example: "", get: { doc: "", example: "" } };
};
const each = <T, R>(from: Readonly<Record<string, T>>, to: (one: T) => R): Record<string, R> =>
  Object.fromEntries(Object.entries(from).map(([key, one]) => [key, to(one)]));
