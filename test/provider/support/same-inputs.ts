import { isDeepStrictEqual } from "node:util";

/** Whether the engine sees no difference between two inputs: what is `null` is not there for it. */
export const sameInputs = (olds: unknown, news: unknown): boolean =>
  isDeepStrictEqual(withoutNull(olds), withoutNull(news));

function withoutNull(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(withoutNull);
  const given = Object.entries(value).filter(([, one]) => one !== null);
  return Object.fromEntries(given.map(([key, one]) => [key, withoutNull(one)]));
}
