import { createHash } from "node:crypto";

/** Something to be named. */
export interface Nameable {
  /** What it is, for ever and on every server: its kind and key. */
  readonly id: string;
  /** Its name, spelled. */
  readonly plain: string;
  /** The same with where it is, for one of several of that name. */
  readonly longer: string;
  /** Of several of one name the smallest has it plain, if it is the only one; compared part by part. */
  readonly rank: readonly number[];
}

/**
 * A name for each, which is the same whatever the order, and on another server. One that a former
 * export gave is kept.
 */
export function uniqueNames(
  all: readonly Nameable[],
  former: ReadonlyMap<string, string> = new Map(),
): Map<string, string> {
  const given = new Map<string, string>();
  const taken = new Set<string>();
  const give = ({ id }: Nameable, name: string) => {
    given.set(id, name);
    taken.add(name);
  };
  for (const one of all) {
    const name = former.get(one.id);
    if (name !== undefined && !taken.has(name)) give(one, name);
  }
  const rest = () => all.filter(({ id }) => !given.has(id));
  for (const [name, group] of grouped(rest(), ({ plain }) => plain)) {
    const first = firstOf(group);
    if (first !== undefined && !taken.has(name)) give(first, name);
  }
  for (const [name, group] of grouped(rest(), ({ longer }) => longer)) {
    const [only, ...others] = group;
    if (only !== undefined && others.length === 0 && !taken.has(name)) give(only, name);
  }
  for (const one of rest().toSorted((a, b) => (a.id < b.id ? -1 : 1))) {
    const digest = createHash("sha256").update(one.id).digest("hex");
    let length = 4;
    while (taken.has(`${one.plain}-${digest.slice(0, length)}`)) length++;
    give(one, `${one.plain}-${digest.slice(0, length)}`);
  }
  return given;
}

/** The one of the smallest rank; none where two have it. */
function firstOf(group: readonly Nameable[]): Nameable | undefined {
  const [first, second] = group.toSorted((a, b) => compare(a.rank, b.rank));
  if (first === undefined || second === undefined) return first;
  return compare(first.rank, second.rank) < 0 ? first : undefined;
}

function compare(one: readonly number[], other: readonly number[]): number {
  const at = one.findIndex((part, index) => part !== other[index]);
  return at < 0 ? 0 : (one[at] ?? 0) - (other[at] ?? 0);
}

/** Things by a key that they share. */
export function grouped<T>(all: readonly T[], keyOf: (one: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const one of all) {
    const group = groups.get(keyOf(one));
    if (group === undefined) groups.set(keyOf(one), [one]);
    else group.push(one);
  }
  return groups;
}
