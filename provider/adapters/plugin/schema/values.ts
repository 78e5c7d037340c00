import type {
  Output,
  Properties,
  Property,
  ReferencesShape,
  Shape,
} from "../../../engine/property";
import { pluginType } from "../../../run/stack/types";
import { ANY, FLAG, NUMBER, refTo, TEXT, type Spec, type Specs } from "./spec";

/** What a program gives. */
export const input = (one: Property): Spec => ({
  ...given(one.type.shape),
  description: one.byDefault === undefined ? one.doc : `${one.doc} Default: ${one.byDefault}.`,
  ...(one.secret && { secret: true }),
  // Not `replaceOnChanges`, by which the engine itself would replace, whether that is allowed or
  // not, and also where the system can change it in place.
  ...(one.immutable && { willReplaceOnChanges: true }),
});

/** What a state has of an input. */
export const output = (one: Property): Spec => ({
  ...held(one.type.shape),
  description: one.outputDoc ?? one.doc,
  ...(one.secret && { secret: true }),
});

/** What a state has besides. */
export const found = ({ type, doc, secret }: Output): Spec => ({
  ...held(type.shape),
  description: doc,
  ...(secret && { secret: true }),
});

export const mapped = <T>(from: Readonly<Record<string, T>>, to: (one: T) => Spec): Specs =>
  Object.fromEntries(Object.entries(from).map(([key, one]) => [key, to(one)]));

export const requiredOf = (properties: Properties): string[] =>
  Object.keys(properties).filter((key) => properties[key]?.presence === "required");

/** Of settings as a program gives them: some languages add `Args` themselves. */
export const settingsName = (name: string): string => name.replace(/Args$/, "");

/** Of settings as a state has them, where lists are maps. */
export const viewName = (name: string): string => name.replace(/Args$/, "View");

function given(shape: Shape): Spec {
  switch (shape.is) {
    // A program may always write the word itself.
    case "choice":
      return shape.name === undefined
        ? TEXT
        : { oneOf: [TEXT, { ...TEXT, ...refTo(pluginType(shape.name)) }] };
    case "references":
      return { type: "array", items: entry(shape) };
    case "texts":
      return { type: "array", items: TEXT };
    case "object": {
      const settings = refTo(pluginType(settingsName(shape.name)));
      return shape.orOff ? { oneOf: [FLAG, settings] } : settings;
    }
    default:
      return simple(shape);
  }
}

/** What an entry of a list may be: an id, or one with an end date. */
function entry({ to, as }: ReferencesShape): Spec {
  const until = as === "MemberMap" ? UNTIL.get(to) : undefined;
  return until === undefined ? TEXT : { oneOf: [TEXT, refTo(pluginType(until))] };
}

/** The types of members with an end date. */
const UNTIL: ReadonlyMap<string, string> = new Map([
  ["user", "UserUntil"],
  ["node", "NodeUntil"],
]);

function held(shape: Shape): Spec {
  switch (shape.is) {
    // Maps, so that a plan names who comes and who goes.
    case "references":
      return { type: "object", additionalProperties: ANY };
    case "texts":
      return { type: "array", items: TEXT };
    case "object": {
      const settings = refTo(pluginType(viewName(shape.name)));
      return shape.orOff ? { oneOf: [FLAG, settings] } : settings;
    }
    default:
      return simple(shape);
  }
}

function simple(shape: Shape): Spec {
  if (shape.is === "flag") return FLAG;
  if (shape.is === "number") return NUMBER;
  if (shape.is === "limit") return { oneOf: [NUMBER, TEXT] };
  return shape.is === "internal" ? ANY : TEXT;
}
