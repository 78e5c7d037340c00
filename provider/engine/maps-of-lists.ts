import type { Values } from "./kind";
import { asNames } from "./names";
import type { Properties, ReferencesShape } from "./property";

/**
 * The values with each list of names as a map: the state of an import has lists until the next run,
 * so that the engine can print the code to write.
 */
export const withMaps = (properties: Properties, values: Values): Values =>
  converted(properties, values, (list, { as }) => {
    if (!Array.isArray(list)) return list;
    const names = list.filter((one) => typeof one === "string");
    return as === "NameMap" ? asNames(names) : Object.fromEntries(names.map(asMember));
  });

const asMember = (name: string) => [name, "member"] as const;

/** The same the other way, as a program declares them. */
export const withLists = (properties: Properties, values: Values): Values =>
  converted(properties, values, (map) => (isValues(map) ? Object.keys(map) : map));

/** Converts each list, also those of settings. */
function converted(
  properties: Properties,
  values: Values,
  convert: (value: unknown, shape: ReferencesShape) => unknown,
): Values {
  const entries = Object.entries(values).map(([key, value]) => {
    const shape = properties[key]?.type.shape;
    if (shape?.is === "references") return [key, convert(value, shape)] as const;
    const isGroup = shape?.is === "object" && isValues(value);
    return [key, isGroup ? converted(shape.of, value, convert) : value] as const;
  });
  return Object.fromEntries(entries);
}

const isValues = (value: unknown): value is Values =>
  typeof value === "object" && value !== null && !Array.isArray(value);
