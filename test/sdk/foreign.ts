import type { Answer } from "./loopback";

// What no identity system answers, whatever it was asked.

/** A portal's page. */
export const html = {
  headers: { "content-type": "text/html" },
  text: "<html><h1>Welcome</h1></html>",
};
/** Bodies in JSON that no system answers. */
export const BODIES: Answer[] = [
  ...[{ message: "no Route matched with those values" }, { code: 500, message: "system busy" }],
  ...[null, 5, "ok", true, { data: null }, { detail: 5 }, { detail: "x", status: 404 }],
].map((body) => ({ body }));
const JSON_TYPE = { headers: { "content-type": "application/json" } };
/** What is no JSON, or not to its end. */
export const TEXTS: Answer[] = [html, { ...JSON_TYPE, text: '{"oid":' }, { text: "{}" }];

/** All that differs from a body in one field: another type, nothing at all, null. */
export function* faulty(body: unknown): Generator<unknown> {
  if (typeof body !== "object" || body === null) return;
  for (const [key, value] of Object.entries(body)) {
    const other = (one: unknown) =>
      Array.isArray(body)
        ? (body as unknown[]).map((each, index) => (String(index) === key ? one : each))
        : { ...body, [key]: one };
    yield other(typeof value === "number" ? "7" : 7.5);
    yield other(undefined);
    yield other(null);
    yield other({ odd: {} });
    for (const inner of faulty(value)) yield other(inner);
  }
}

/** Without anything undefined in it. */
export function isWhole(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return value !== undefined;
  return Object.values(value).every(isWhole);
}

/** The methods of a client's parts, as `org.get`: a new one is among them by itself. */
export function methodsOf(client: object): string[] {
  return Object.entries(client).flatMap(([part, of]: [string, unknown]) => {
    const { constructor } = Object(of) as object;
    if (!/Client$/.test(constructor.name)) return [];
    const names = Object.getOwnPropertyNames(constructor.prototype);
    return names.filter((name) => name !== "constructor").map((name) => `${part}.${name}`);
  });
}

/** All that a list has, page by page. */
export async function all(list: AsyncIterable<unknown>): Promise<unknown[]> {
  const found: unknown[] = [];
  for await (const one of list) found.push(one);
  return found;
}
