import type { Output, Properties, Property, Shape } from "../../../engine/property";
import { pluginType } from "../../../run/stack/types";
import type { TypeSpec } from "./spec";
import { input, mapped, output, requiredOf, settingsName, viewName } from "./values";

type Typed = Readonly<Record<string, Pick<Output | Property, "type">>>;

/** The types with a name that inputs use: settings as a program gives them, and words. */
export const inputTypes = (inputs: Typed): [string, TypeSpec][] =>
  shapesIn(inputs).flatMap((shape): [string, TypeSpec][] => {
    if (shape.is === "choice") return enumType(shape);
    if (shape.is !== "object") return [];
    const { name, doc, of } = shape;
    const settings = { ...objectOf(doc, of, input), required: requiredOf(of) };
    return [[pluginType(settingsName(name)), settings], ...inputTypes(of)];
  });

/** The types with a name that outputs use: settings as a state has them. */
export const outputTypes = (outputs: Typed): [string, TypeSpec][] =>
  shapesIn(outputs).flatMap((shape): [string, TypeSpec][] => {
    if (shape.is !== "object") return [];
    const { name, doc, of } = shape;
    return [[pluginType(viewName(name)), objectOf(doc, of, output)], ...outputTypes(of)];
  });

export const UNTIL =
  "A day such as `2026-12-31`, which counts to its end in UTC, or a time with its offset such as `2026-12-31T18:00:00+08:00`.";

/** Members of lists with an end date. */
export const untilTypes: readonly (readonly [string, TypeSpec])[] = [
  until("UserUntil", "user", "The username."),
  until("NodeUntil", "node", "The node's id."),
];

function until(name: string, to: string, description: string): readonly [string, TypeSpec] {
  const properties = {
    [to]: { type: "string", description },
    until: {
      type: "string",
      description: UNTIL,
    },
  };
  const spec = { type: "object", description: `A ${to} in a list until a date.`, properties };
  return [pluginType(name), { ...spec, required: [to, "until"] }];
}

const shapesIn = (all: Typed): Shape[] => Object.values(all).map(({ type }) => type.shape);

const objectOf = (description: string, of: Properties, to: typeof input): TypeSpec => ({
  ...{ type: "object", description, properties: mapped(of, to) },
});

function enumType({ name, of }: Extract<Shape, { is: "choice" }>): [string, TypeSpec][] {
  if (name === undefined) return [];
  const words = of.map((value) => ({ name: inPascalCase(value), value }));
  const description = `One of ${of.join(", ")}.`;
  return [[pluginType(name), { type: "string", description, enum: words }]];
}

/** `members-and-below` as a name in any language. */
const inPascalCase = (word: string): string =>
  word
    .split(/[^A-Za-z0-9]+/)
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join("");
