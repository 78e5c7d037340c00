import { UsageError } from "./errors";

/** One value of a query; an undefined one is left out, a list is repeated. */
export type QueryValue = string | number | boolean | readonly string[] | undefined;

/** The query of a request, by the wire's names. */
export type Query = Readonly<Record<string, QueryValue>>;

/**
 * Encodes a query, with its `?`; an empty one is the empty string.
 * @throws UsageError for half a character
 */
export function encodeQuery(query: Query = {}): string {
  const pairs = Object.entries(query).flatMap(([name, value]) => {
    if (value === undefined) return [];
    const values = typeof value === "object" ? value : [String(value)];
    return values.map((one) => `${encodeURIComponent(name)}=${encoded(name, one)}`);
  });
  return pairs.length === 0 ? "" : `?${pairs.join("&")}`;
}

function encoded(name: string, value: string): string {
  try {
    return encodeURIComponent(value);
  } catch (cause) {
    throw new UsageError(`${name} must be well-formed Unicode`, cause);
  }
}
