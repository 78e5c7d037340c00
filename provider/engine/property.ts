import { z } from "zod";
import {
  adoptions,
  objectRemovals,
  type MemberMap,
  type NameMap,
  type RemovalLimit,
} from "../configuration/choices";
import { removalLimit as limit } from "../configuration/setting";
import type { Referent } from "../run/preview";
import { oddEntry } from "./entries";
import { isMemberValue } from "./member-value";
import { mapOf, oddMember, type Named } from "./names";
import { hasText, textSchema } from "./text";

/**
 * The form of a type's values: for the classes that users import, the reference pages and the
 * schema of the plugin, which are not made from a Zod schema.
 */
export type Shape =
  | { readonly is: "text" | "flag" | "number" | "limit" }
  /** One of some words; `name` is its type's in TypeScript, if it has one. */
  | { readonly is: "choice"; readonly name?: string; readonly of: readonly string[] }
  /** Another resource, or its id. */
  | { readonly is: "reference"; readonly to: Referent }
  | ReferencesShape
  /** A group of settings; `orOff` where `false` may replace them. */
  | ObjectShape
  /** Texts by key, or a list of texts. */
  | { readonly is: "texts" }
  /** A type that programs never write. */
  | { readonly is: "internal"; readonly name: string };

/** A list of other resources, kept as a map: a `MemberMap` where order and end dates may count. */
export interface ReferencesShape {
  readonly is: "references";
  readonly to: Named;
  readonly as: "NameMap" | "MemberMap";
}

export interface ObjectShape {
  readonly is: "object";
  readonly name: string;
  readonly doc: string;
  readonly of: Properties;
  readonly orOff?: true;
}

/** A type of values: how they are checked, and their form. */
export interface Type<T> {
  readonly schema: z.ZodType<T>;
  readonly shape: Shape;
}

/**
 * Whether a program has to give a value. `defaulted`: if not, `check` sets it. `kept`: where it is
 * left out, what the server has is left alone. `clearable`: the same, and `null` clears it.
 */
type Presence = "required" | "defaulted" | "optional" | "kept" | "clearable";

interface Options {
  /** What users read of it, as Markdown. */
  readonly doc: string;
  /** The default, as Markdown. */
  readonly byDefault?: string;
  /** Can't change in place: a change replaces the object, and only with `allowReplace`. */
  readonly immutable?: true;
  /** A change of it alone is no change of the resource. */
  readonly silent?: true;
  /** Left out, the state must forget it, which takes an update. */
  readonly forgotten?: true;
  /** Never shown: not in a plan, a state in clear text, a message. */
  readonly secret?: true;
  /** `check` may set it where it is left out, so that it is an output, too. */
  readonly setByCheck?: true;
  /** Only for the create: no state has it. */
  readonly transient?: true;
  /** Not among the outputs of the class that users import. */
  readonly inputOnly?: true;
  /** What users read of the output, where it differs from the input. */
  readonly outputDoc?: string;
  /** What version 0.1.0 called it. */
  readonly formerly?: string;
}

/** One input of a resource. */
export interface Property<T = unknown, P extends Presence = Presence> extends Options {
  readonly type: Type<T>;
  readonly presence: P;
  /** Of a completed input. */
  readonly schema: z.ZodType;
}

export type Properties = Readonly<Record<string, Property>>;

type ValueOf<P> =
  P extends Property<infer T, infer W> ? ("clearable" extends W ? T | null : T) : never;
type Given<P extends Properties> = {
  [K in keyof P]: P[K]["presence"] extends "required" | "defaulted" ? K : never;
}[keyof P];

/** The checked inputs of a kind: what its code works with. */
export type InputsOf<P extends Properties> = {
  readonly [K in Given<P>]: ValueOf<P[K]>;
} & {
  readonly [K in Exclude<keyof P, Given<P>>]?: ValueOf<P[K]> | undefined;
};

const property =
  <P extends Presence>(presence: P, schemaOf: (schema: z.ZodType) => z.ZodType) =>
  <T>(type: Type<T>, options: Options): Property<T, P> => ({
    ...options,
    type,
    presence,
    schema: schemaOf(type.schema),
  });

export const required = property("required", (schema) => schema);
export const defaulted = property("defaulted", (schema) => schema);
export const optional = property("optional", (schema) => schema.optional());
export const kept = property("kept", (schema) => schema.optional());
export const clearable = property("clearable", (schema) => schema.nullable().optional());

/** Text that a server keeps. */
export const text: Type<string> = { schema: textSchema, shape: { is: "text" } };
/** Text that is not blank: a name. */
export const name: Type<string> = {
  schema: textSchema.refine(hasText, "it is empty; give a name"),
  shape: { is: "text" },
};
/** Text that is written as it is, white space included: a password. */
export const password: Type<string> = {
  schema: textSchema.min(1, "it is empty"),
  shape: { is: "text" },
};
/** The key of an object, where the program chooses it. */
export const key: Type<string> = {
  schema: z.string({ error: "give a resource or its id" }).min(1, "it is empty; give an id"),
  shape: { is: "text" },
};
export const flag: Type<boolean> = {
  schema: z.boolean({ error: "give true or false" }),
  shape: { is: "flag" },
};
export const removalLimit: Type<RemovalLimit> = { schema: limit, shape: { is: "limit" } };

/** @param name the TypeScript name of the choices' type, where it is exported */
export const choice = <const T extends readonly [string, ...string[]]>(
  of: T,
  name?: string,
): Type<T[number]> => ({
  schema: z.enum(of, { error: `give one of ${of.join(", ")}` }),
  shape: { is: "choice", of, ...(name !== undefined && { name }) },
});

/** Another resource, or its id. */
export const reference = (to: Referent): Type<string> => ({
  ...key,
  shape: { is: "reference", to },
});

const PLURAL = { user: "users or usernames", node: "nodes or their ids" } as const;
const pluralOf = (to: Named) =>
  to === "user" || to === "node" ? PLURAL[to] : `${to}s or their ids`;

/** Other resources, in no order. */
export const names = (to: Named): Type<NameMap> => ({
  schema: mapOf<"named">(z.literal("named"), `give a list of ${to}s or their ids`, oddMember),
  shape: { is: "references", to, as: "NameMap" },
});

const member = z.custom<MemberMap[string]>(isMemberValue, { error: "give a list, not a map" });
/** Members of a list, whose order may count, each with an end date or without. */
export const members = (to: Named): Type<MemberMap> => ({
  schema: mapOf(member, `give a list of ${pluralOf(to)}`, (list) => oddEntry(list, to)),
  shape: { is: "references", to, as: "MemberMap" },
});

/** What a property, or each of its settings, refers to; `undefined` for one that refers to nothing. */
export function named({
  type,
}: Property): Referent | Readonly<Record<string, Referent>> | undefined {
  const { shape } = type;
  if (shape.is === "reference" || shape.is === "references") return shape.to;
  if (shape.is !== "object") return undefined;
  const parts = Object.entries(shape.of).flatMap(([part, inner]) => {
    const to = named(inner);
    return typeof to === "string" ? [[part, to] as const] : [];
  });
  return parts.length > 0 ? Object.fromEntries(parts) : undefined;
}

/**
 * A group of settings.
 * @param name the TypeScript name of their type
 * @param refine what is invalid about the group, where each setting is valid
 */
export const object = <P extends Properties>(
  name: string,
  doc: string,
  of: P,
  refine: (settings: InputsOf<P>) => string | undefined = () => undefined,
): Type<InputsOf<P>> => {
  const shape = Object.fromEntries(Object.entries(of).map(([key, one]) => [key, one.schema]));
  const error = { error: `give ${Object.keys(of).join(", ")} and nothing else` };
  const schema: z.ZodType = z.strictObject(shape, error);
  return {
    schema: (schema as z.ZodType<InputsOf<P>>).superRefine((settings, context) => {
      const problem = refine(settings);
      if (problem !== undefined) context.addIssue(problem);
    }),
    shape: { is: "object", name, doc, of },
  };
};

/** Settings, or `false` for off; a message names the setting. */
export const switchable = <T>({ schema, shape }: Type<T>): Type<T | false> => ({
  schema: z.custom<T | false>().superRefine((value, context) => {
    const [issue] = value === false ? [] : (schema.safeParse(value).error?.issues ?? []);
    if (issue !== undefined) context.addIssue(whySettings(issue));
  }),
  shape: shape.is === "object" ? { ...shape, orOff: true } : shape,
});

function whySettings({ code, path, message }: z.core.$ZodIssue): string {
  if (path.length > 0) return `${path.join(".")}: ${message}`;
  return code === "invalid_type" ? "give settings, or false for off" : message;
}

/** Texts in a list, each checked. */
export const texts = (schema: z.ZodType<string>, error: string): Type<readonly string[]> => ({
  schema: z.array(schema, { error }),
  shape: { is: "texts" },
});

const origin = z.strictObject({
  organization: z.string(),
  project: z.string(),
  stack: z.string(),
  parents: z.string(),
});

/** Inputs of every resource that users never write: what makes it passes them along. */
export const passed = {
  logicalName: required(text, { doc: "The resource's name in the program.", silent: true }),
  origin: optional(
    { schema: origin, shape: { is: "internal", name: "Origin" } },
    { doc: "Where the resource is declared.", silent: true },
  ),
  parentKind: optional(
    { schema: z.string(), shape: { is: "internal", name: "string" } },
    { doc: "The kind of the declared node that is its `parent`.", silent: true },
  ),
  ownNodes: optional(
    { schema: z.array(z.string()), shape: { is: "internal", name: "string[]" } },
    {
      doc: "The nodes that a person joins and that this very program has made: the first of them from the start.",
      ...{ silent: true, transient: true },
    },
  ),
  nodesUntil: optional(
    { schema: z.array(z.string()), shape: { is: "internal", name: "string[]" } },
    {
      doc: "Further nodes that this very program has made, in which a person is until some day.",
      ...{ silent: true, transient: true },
    },
  ),
  mayHold: optional(
    { schema: z.array(z.string()), shape: { is: "internal", name: "string[]" } },
    {
      doc: "What the program itself puts into a node in the step that makes it, a node by its name or its id: `member ada`, `node Platform`.",
      ...{ silent: true, transient: true },
    },
  ),
};

/** One output of a resource. */
export interface Output<T = unknown> {
  readonly type: Type<T>;
  /** What users read of it, as Markdown; of an internal one, for readers of the code. */
  readonly doc: string;
  /** Not every object has it. */
  readonly optional?: true;
  readonly secret?: true;
  /** In the state only, not for users. */
  readonly internal?: true;
  /**
   * The inputs whose change may change it; `[]` for what never changes, and left out where any
   * update may. A preview of an update knows the rest.
   */
  readonly follows?: readonly string[];
  readonly formerly?: string;
}

export type Outputs = Readonly<Record<string, Output>>;

export type OutputsOf<O extends Outputs> = {
  readonly [K in keyof O]?: (O[K] extends Output<infer T> ? T : never) | undefined;
};

export const found = <T>(
  type: Type<T>,
  doc: string,
  options: Omit<Output, "type" | "doc"> = {},
): Output<T> => ({ ...options, type, doc });

/** What the state keeps for the provider itself. */
export const internal = <T>(doc: string): Output<T> => ({
  type: { schema: z.custom<T>(), shape: { is: "internal", name: "unknown" } },
  doc,
  internal: true,
});

/** A mark in the state that something is still to be done. */
export const mark = (doc: string) => found(flag, doc, { internal: true });

/** What a create does when its natural key is taken. */
export const adopt = (doc: string) =>
  optional(choice(adoptions, "Adopt"), {
    doc,
    byDefault: '`identity:adopt`, else "never"',
    silent: true,
  });

/** What a delete does to an object that is no person. */
export const onRemove = (what: string) =>
  optional(choice(objectRemovals), {
    doc: `Whether a delete of the resource deletes the ${what}, or keeps it on the server as it is. Applied before it counts.`,
    byDefault: '`identity:onRemove`, where that is `keep`, else "delete"',
    inputOnly: true,
  });

/** Whether a change of an immutable property may replace the object. */
export const allowReplace = (doc: string) =>
  optional(flag, { doc, byDefault: "false", silent: true });
