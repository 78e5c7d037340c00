import type { Place } from "../../files/place";
import type { Plan, PlannedPerson } from "./planned";
import type { Path, Problem } from "../../files/problem";

interface Keyed {
  readonly key: string;
  readonly previously: readonly string[];
  readonly path: Path;
}

interface Named {
  readonly name?: string | null | undefined;
  readonly username?: string | undefined;
  readonly uid?: string | undefined;
  readonly email?: string | null | undefined;
  readonly phone?: string | null | undefined;
}

type Unique = "key" | "username" | "uid" | "email" | "phone";

/** What a schema can't check: keys and texts that are taken. */
export function checkEntries(plan: Plan, elsewhere: readonly string[]): Problem[] {
  const { nodes, people } = plan;
  const ofPeople = (property: Unique, valueOf: (person: PlannedPerson) => string | undefined) =>
    twice(people, property, valueOf, ({ path }) => plan.placeOf([...path, property]));
  return [
    ...twice(nodes, "key", ({ key }) => key),
    ...ofPeople("key", ({ key }) => key),
    ...ofPeople("username", ({ username }) => username),
    ...ofPeople("email", ({ email }) => email?.trim().toLowerCase() || undefined),
    ...ofPeople("phone", ({ phone }) => phone?.replace(/[^+\d]/g, "") || undefined),
    ...twice(nodes, "uid", ({ kind, uid }) => uid && `${kind} ${uid}`),
    ...formerKeys(nodes),
    ...formerKeys(people),
    ...alsoElsewhere(people, elsewhere),
  ];
}

/** Entries whose value an earlier one has. */
function twice<E extends Keyed & Named>(
  entries: readonly E[],
  property: Unique,
  valueOf: (entry: E) => string | undefined,
  placeOf: (entry: E) => Place | undefined = () => undefined,
): Problem[] {
  const owners = new Map<string, E>();
  return entries.flatMap((entry) => {
    const value = valueOf(entry);
    const owner = value === undefined ? undefined : owners.get(value);
    if (value !== undefined && !owner) owners.set(value, entry);
    if (!owner) return [];
    const shown = entry[property] ?? entry.key;
    // Names may contain quotes and line breaks.
    const [mine, other] = [shown, owner.name ?? owner.key].map((name) => JSON.stringify(name));
    const place = placeOf(owner);
    const where = place ? ` (${place.file}:${place.line})` : "";
    const says = `${mine} is taken by ${other}${where}: give each its own`;
    return [{ path: [...entry.path, property], says }];
  });
}

/** Two entries can't both have had one former key. */
function formerKeys(entries: readonly Keyed[]): Problem[] {
  const owners = new Map(entries.map((entry) => [entry.key, entry]));
  return entries.flatMap((entry) =>
    entry.previously.flatMap((former, index) => {
      const owner = owners.get(former);
      if (!owner) owners.set(former, entry);
      if (!owner) return [];
      const isKey = owner.key === former;
      const says = isKey ? `"${former}" is still a key` : `"${former}" was "${owner.key}" already`;
      return [{ path: [...entry.path, "previously", index], says: `${says}: leave it out` }];
    }),
  );
}

function alsoElsewhere(people: readonly Keyed[], elsewhere: readonly string[]): Problem[] {
  const given = new Set(elsewhere);
  return people
    .filter(({ key }) => given.has(key))
    .map(({ key, path }) => ({
      path: [...path, "key"],
      says: `"${key}" is among the users that the program gives: leave one of them out`,
    }));
}

/** People of nodes who are unknown, or twice in one list. */
export function checkMembers({ nodes, people }: Plan, elsewhere: readonly string[]): Problem[] {
  const known = new Set([...people.map(({ key }) => key), ...elsewhere]);
  const formerly = new Map(
    people.flatMap(({ key, previously }) => previously.map((old) => [old, key] as const)),
  );
  return nodes.flatMap(({ people: members = [] }) => {
    const before = new Set<string>();
    return members.flatMap(({ person: member, path }) => {
      const now = formerly.get(member);
      const isNobody = !known.has(member);
      if (isNobody && now) return [{ path, says: `"${member}" is "${now}" now` }];
      if (isNobody) return [{ path, says: `there is no "${member}" among the people` }];
      const isRepeated = before.has(member);
      before.add(member);
      return isRepeated ? [{ path, says: `"${member}" is named twice` }] : [];
    });
  });
}
