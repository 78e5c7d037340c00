import { findPerm, findPerson, permPath, type AccessGraph, type Match } from "../../access";
import { nearest } from "../../access/nearest";
import type { GraphReading } from "../graph/graph-reading";
import { WrongUsage } from "../usage/wrong-usage";

/** What a text of the command line means in a graph. */
export interface Chosen<Reading> {
  readonly reading: Reading;
  /** A username, or the id of a perm. */
  readonly id: string;
}

interface Sort {
  readonly one: string;
  readonly many: string;
  readonly find: (graph: AccessGraph, text: string) => readonly Match[];
  /** All that people may have meant. */
  readonly names: (graph: AccessGraph) => readonly string[];
}

const sorts = {
  person: {
    ...{ one: "person", many: "people", find: findPerson },
    names: ({ people }) => [...people.values()].flatMap(({ username, name }) => [username, name]),
  },
  perm: {
    ...{ one: "perm", many: "perms", find: findPerm },
    names: (graph) =>
      [...graph.perms.values()].flatMap(({ id, name }) => [id, permPath(graph, id), name]),
  },
} as const satisfies Record<string, Sort>;

/**
 * Whom or what a text means: one, which several tenants may have.
 * @throws WrongUsage for none, with the nearest names, and for several, with their ids; Error for none
 * where not all could be seen
 */
export function choose<Reading extends GraphReading>(
  sort: keyof typeof sorts,
  text: string,
  readings: readonly Reading[],
): Chosen<Reading>[] {
  const { one, many, find, names }: Sort = sorts[sort];
  const found = readings.flatMap((reading) =>
    find(reading.graph, text).map((match) => ({ reading, ...match })),
  );
  const distinct = [...new Map(found.map((match) => [match.id, match])).values()];
  if (distinct.length === 1) return found.map(({ reading, id }) => ({ reading, id }));
  if (distinct.length > 1) {
    const listed = distinct.slice(0, MOST).map(({ id, path }) => `${id} (${path})`);
    const rest = distinct.length > MOST ? ` and ${distinct.length - MOST} more` : "";
    throw new WrongUsage(
      `"${text}" means ${distinct.length} ${many}: ${listed.join(", ")}${rest}; give one of these ids`,
    );
  }
  const near = nearestTo(
    text,
    readings.flatMap(({ graph }) => names(graph)),
  );
  const advice =
    near.length === 0 ? "" : `; is ${near.map((name) => `"${name}"`).join(" or ")} meant?`;
  const missing = `there is no ${one} "${text}"`;
  if (readings.some(({ gaps }) => gaps.length > 0)) {
    throw new Error(`${missing} among what this account sees${advice}`);
  }
  throw new WrongUsage(`${missing}${advice}`);
}

/** So many matches are told one by one. */
const MOST = 10;
/** So many names that may be meant are told. */
const NEAR = 3;

function nearestTo(text: string, names: readonly string[]): string[] {
  let left = [...new Set(names)].filter((name) => name !== "");
  const found: string[] = [];
  while (found.length < NEAR) {
    const next = nearest(text, left);
    if (next === undefined) break;
    found.push(next);
    left = left.filter((name) => name !== next);
  }
  return found;
}
