import { z } from "zod";
import type { Ref } from "../backends/backend";
import { NotFoundError } from "../backends/errors";
import type { NameMap } from "../configuration/choices";
import type { Labels } from "../run/preview";
import type { Session } from "../run/session";
import { isUnknown, UNKNOWN } from "./unknown";

/**
 * The schema of a map that was declared as a list; what was an invalid list is still no map.
 * @param oddIn describes what is invalid about a list
 */
export const mapOf = <T>(
  value: z.ZodType<T>,
  expected: string,
  oddIn: (list: unknown) => string | undefined,
) =>
  z.record(z.string(), value, {
    error: ({ input }) => [expected, oddIn(input)].filter(Boolean).join("; "),
  });

/** Describes the first invalid name of a list. */
export function oddMember(list: unknown): string | undefined {
  if (!Array.isArray(list)) return undefined;
  const index = list.findIndex((one) => !isName(one));
  return index < 0 ? undefined : `number ${index + 1} of the list is ${oddName(list[index])}`;
}

/** What is invalid about a name; the engine turns `undefined` into `null`. */
export function oddName(odd: unknown): string {
  if (odd === null) return "null";
  return odd === "" ? "empty" : `of the wrong type (${typeof odd})`;
}

/** Whether a value may be a name. */
export const isName = (one: unknown): one is string => typeof one === "string" && one !== "";

/** A declared list as a map. */
export function asNames(names: readonly string[], labels?: Labels): NameMap;
export function asNames(names: unknown, labels?: Labels): unknown;
export function asNames(names: unknown, labels: Labels = {}): unknown {
  if (!Array.isArray(names) || !names.every(isName)) return names;
  const keys = keysOf(names, labels);
  const entries = names.map((name, index) => [keys[index], isUnknown(name) ? UNKNOWN : "named"]);
  return Object.fromEntries(entries);
}

/** A name is its own key; an unknown one has its resource, or else its position. */
export function keysOf(names: readonly string[], labels: Labels): string[] {
  const taken = new Set<string>();
  return names.map((name, index) => {
    if (!isUnknown(name)) return name;
    const label = labels[index];
    const key = label === undefined || taken.has(label) ? `[${index}]` : label;
    taken.add(key);
    return key;
  });
}

/** The names of a map, without unknown ones. */
export function namesIn(map: unknown): string[] {
  if (typeof map !== "object" || map === null) return [];
  return Object.entries(map).flatMap(([name, value]) => (isUnknown(value) ? [] : [name]));
}

/** What a name refers to. */
export type Named = "node" | "user" | "app" | "perm";

type Backed = Pick<Session, "backend">;

/** Ids on the server: roots of orgs and access perms have other names in programs. */
export function idsOf({ backend }: Backed, named: Named, names: unknown): Promise<string[]> {
  const { nodes, perms } = backend;
  return Promise.all(
    namesIn(names).map((name) => {
      if (named === "node") return nodes.resolve(name);
      return named === "perm" ? perms.resolve(name) : Promise.resolve(name);
    }),
  );
}

/** Whether such an object exists. */
export async function isThere({ backend }: Backed, named: Named, ref: Ref) {
  const { nodes, users, apps, perms } = backend;
  const stores = { node: nodes, user: users, app: apps, perm: perms };
  try {
    await stores[named].get(ref);
    return true;
  } catch (error) {
    if (error instanceof NotFoundError) return false;
    throw error;
  }
}

/**
 * The state's view of the server's names. A declared name that the server lacks is kept when no
 * such object exists any more: a server forgets those by itself, and that is no drift.
 */
export async function settledNames(
  session: Backed,
  named: Named,
  org: string,
  { mine, live }: { mine: unknown; live: readonly string[] },
): Promise<NameMap> {
  const names = namesIn(mine);
  const ids = await idsOf(session, named, mine);
  const kept: string[] = [];
  for (const [index, id] of ids.entries()) {
    const isSettled = live.includes(id) || !(await isThere(session, named, { org, id }));
    if (isSettled) kept.push(names[index] ?? id);
  }
  return asNames([...kept, ...live.filter((id) => !ids.includes(id))].sort());
}
