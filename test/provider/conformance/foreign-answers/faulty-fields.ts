type Path = readonly (string | number)[];

/** One field of an answer that is faulty: which, and what becomes of the answer. */
export type FaultyField = readonly [what: string, from: (own: unknown) => unknown];

/** Each field of an answer, of lists those of the first item, missing and of another type. */
export function faultyFields(own: unknown): FaultyField[] {
  return pathsIn(own).flatMap((path) =>
    [undefined, {}].map((value): FaultyField => [
      `${JSON.stringify(value)} as ${path.join(".")}`,
      (body) => withValue(body, path, value),
    ]),
  );
}

/** What a system counts its lists by, beside which field. */
const COUNTED = [
  ["results", "count"],
  ["list", "totalCount"],
] as const;

/** Each list of an answer that says how many it has, with fewer: the last one gone, and all of them. */
export function shortLists(own: unknown): FaultyField[] {
  return [[], ...pathsIn(own)].flatMap((path) => {
    const found: unknown = path.reduce<unknown>(
      (inner, key) => Reflect.get(Object(inner), key),
      own,
    );
    return COUNTED.flatMap(([rows, count]): FaultyField[] => {
      const { [rows]: list, [count]: counted } = Object(found) as Readonly<Record<string, unknown>>;
      if (!Array.isArray(list) || list.length === 0 || typeof counted !== "number") return [];
      return [0, list.length - 1].map((left) => [
        `${left} of ${counted} in ${[...path, rows].join(".")}`,
        (body) => withValue(body, [...path, rows], list.slice(0, left)),
      ]);
    });
  });
}

/** Levels of an answer: an envelope, a list in it, an item, its fields. */
const DEPTH = 4;

function pathsIn(body: unknown, depth = DEPTH): Path[] {
  if (typeof body !== "object" || body === null || depth === 0) return [];
  const entries: [string | number, unknown][] = Array.isArray(body)
    ? body.slice(0, 1).map((item: unknown) => [0, item])
    : Object.entries(body);
  return entries.flatMap(([key, value]) => [
    [key],
    ...pathsIn(value, depth - 1).map((rest): Path => [key, ...rest]),
  ]);
}

/** The same with another value at one place; undefined takes it away. */
function withValue(body: unknown, [first = "", ...rest]: Path, value: unknown): unknown {
  const copy = Array.isArray(body) ? [...(body as unknown[])] : { ...(body as object) };
  const inner: unknown = Reflect.get(copy, first);
  Reflect.set(copy, first, rest.length === 0 ? value : withValue(inner, rest, value));
  return copy;
}
