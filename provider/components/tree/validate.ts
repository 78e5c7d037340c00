import type { Plan } from "./planned";
import type { Path, Problem } from "./problem";

interface Keyed {
  readonly key: string;
  readonly previously: readonly string[];
  readonly path: Path;
}

interface Named {
  readonly name?: string | null | undefined;
  readonly username?: string | undefined;
  readonly uid?: string | undefined;
}

/** What a schema can't check: keys that are taken, or that name nothing. */
export function checkPlan({ nodes, people }: Plan, elsewhere: readonly string[]): Problem[] {
  return [
    ...twice(nodes, "key", ({ key }) => key),
    ...twice(people, "key", ({ key }) => key),
    ...twice(people, "username", ({ username }) => username),
    ...twice(nodes, "uid", ({ kind, uid }) => uid && `${kind} ${uid}`),
    ...formerKeys(nodes),
    ...formerKeys(people),
    ...alsoElsewhere(people, elsewhere),
    ...members(nodes, people, elsewhere),
  ];
}

/** Entries whose value an earlier one has. */
function twice<E extends Keyed & Named>(
  entries: readonly E[],
  property: "key" | "username" | "uid",
  valueOf: (entry: E) => string | undefined,
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
    const says = `${mine} is taken by ${other}: give each its own`;
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
function members(
  nodes: Plan["nodes"],
  people: readonly Keyed[],
  elsewhere: readonly string[],
): Problem[] {
  const known = new Set([...people.map(({ key }) => key), ...elsewhere]);
  const formerly = new Map(
    people.flatMap(({ key, previously }) => previously.map((old) => [old, key] as const)),
  );
  return nodes.flatMap(({ people: members = [], path }) =>
    members.flatMap((member, index) => {
      const at = [...path, "people", index];
      const now = formerly.get(member);
      const isNobody = !known.has(member);
      if (isNobody && now) return [{ path: at, says: `"${member}" is "${now}" now` }];
      if (isNobody) return [{ path: at, says: `there is no "${member}" among the people` }];
      const isRepeated = members.indexOf(member) < index;
      return isRepeated ? [{ path: at, says: `"${member}" is named twice` }] : [];
    }),
  );
}
