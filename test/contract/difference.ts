import { isDeepStrictEqual } from "node:util";
import { isObject } from "./bindings";

/** The first place where two values differ: `results[3].name: "a" is "b" here`. */
export function firstDifference(expected: unknown, actual: unknown, path = ""): string | undefined {
  if (isDeepStrictEqual(expected, actual)) return undefined;
  if (Array.isArray(expected) && Array.isArray(actual)) {
    const length = Math.min(expected.length, actual.length);
    for (let index = 0; index < length; index++) {
      const found = firstDifference(expected[index], actual[index], `${path}[${index}]`);
      if (found) return found;
    }
    return `${path}: ${expected.length} items are ${actual.length} here`;
  }
  if (!isObject(expected) || !isObject(actual)) {
    return `${path || "body"}: ${short(expected)} is ${short(actual)} here`;
  }
  for (const key of new Set([...Object.keys(expected), ...Object.keys(actual)])) {
    const found = firstDifference(expected[key], actual[key], path ? `${path}.${key}` : key);
    if (found) return found;
  }
  return undefined;
}

const short = (value: unknown): string => {
  const text = JSON.stringify(value) ?? "nothing";
  return text.length > 160 ? `${text.slice(0, 160)}…` : text;
};
