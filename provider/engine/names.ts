import { z } from "zod";
import type { Ref } from "../backends/backend";
import { NotFoundError } from "../backends/errors";
import type { MemberMap, NameMap } from "../configuration/choices";
import type { Session } from "../run/session";
import { isUnknown, UNKNOWN } from "./unknown";

/** The schema of a map that was declared as a list; what was no list of names is still no map. */
export const mapOf = <T>(value: z.ZodType<T>, expected: string) =>
  z.record(z.string(), value, {
    error: ({ input }) => [expected, oddMember(input)].filter(Boolean).join("; "),
  });

/** Describes the first invalid member of a list; the engine turns `undefined` into `null`. */
export function oddMember(list: unknown): string | undefined {
  if (!Array.isArray(list)) return undefined;
  const index = list.findIndex((one) => !isName(one));
  const odd: unknown = list[index];
  if (index < 0) return undefined;
  const what = odd === null ? "null" : odd === "" ? "empty" : `of the wrong type (${typeof odd})`;
  return `number ${index + 1} of the list is ${what}`;
}

/** Whether a value may be a name. */
export const isName = (one: unknown): one is string => typeof one === "string" && one !== "";

/** A declared list as a map; an unknown name has its position as the key. */
export function asNames(names: readonly string[]): NameMap;
export function asNames(names: unknown): unknown;
export function asNames(names: unknown): unknown {
  if (!Array.isArray(names) || !names.every(isName)) return names;
  const entries = names.map((name, index) =>
    isUnknown(name) ? [`[${index}]`, UNKNOWN] : [name, "named"],
  );
  return Object.fromEntries(entries);
}

/**
 * The same for members: duplicates count once, and in an ordered list the value is the position. A
 * value that is no list of names is left for the schema to refuse.
 */
export function asMembers(members: readonly string[], ordered: boolean): MemberMap;
export function asMembers(members: unknown, ordered: boolean): unknown;
export function asMembers(members: unknown, ordered: boolean): unknown {
  if (!Array.isArray(members) || !members.every(isName)) return members;
  const keys = members.map((member, index) => (isUnknown(member) ? `[${index}]` : member));
  const unknown = new Set(keys.filter((_, index) => isUnknown(members[index])));
  const entries = [...new Set(keys)].map((key, index) => {
    if (unknown.has(key)) return [key, UNKNOWN] as const;
    return [key, ordered ? index + 1 : "member"] as const;
  });
  return Object.fromEntries(entries);
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
