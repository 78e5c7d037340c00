import { modes, type Mode } from "../../configuration/choices";
import { ConflictError } from "../../backends/errors";
import { firstOf } from "../contents";
import type { Values } from "../kind";
import { placeIn } from "../member-value";
import { endsIn } from "./end-dates";
import { isUnknown, UNKNOWN } from "../unknown";

/** One list of a resource, as a program declares it or a state holds it. */
export interface List {
  readonly mode: Mode;
  /** Whether the order of the members counts. */
  readonly isOrdered: boolean;
  /** In order, without unknown ones. */
  readonly members: readonly string[];
  /** End dates by member, as the program gives them. */
  readonly ends: ReadonlyMap<string, string>;
  /** Those whom nobody declared, as the state recorded them. */
  readonly unmanaged: string[];
  /** How many are unknown; `"all"` where the list itself is. */
  readonly unknown: number | "all";
}

/** @param key the property that holds the list; a resource of one list keeps `unmanaged` as an array */
export function listOf(values: Values, key: string): List {
  const map = values[key];
  return {
    mode: modeOf(values),
    isOrdered: values.ordered === true,
    members: membersOf(map),
    ends: new Map(endsIn(map)),
    unmanaged: textsOf(values.unmanaged, key),
    unknown: map === UNKNOWN ? "all" : entriesOf(map).filter(([, one]) => isUnknown(one)).length,
  };
}

/** The mode of a list; additive by default. */
export function modeOf({ mode }: Values): Mode {
  return modes.find((one) => one === mode) ?? "additive";
}

/** The members of a map, in order, without unknown ones. */
export function membersOf(map: unknown): string[] {
  return entriesOf(map)
    .filter(([, value]) => !isUnknown(value))
    .sort(([, a], [, b]) => placeIn(a) - placeIn(b) || 0)
    .map(([member]) => member);
}

/** The declared members, without unmanaged ones. */
export const ownOf = ({ members, unmanaged }: List): string[] => without(members, unmanaged);

/** All who are in a list of a state, as the last read found it. */
export const everybodyIn = ({ members, unmanaged }: List): string[] => [
  ...new Set([...members, ...unmanaged]),
];

/** The entries that a list declares, as parts of its owner: `users adalovelace`. */
export function partsOf(inputs: Values, lists: readonly string[] = ["users"]): string[] {
  if (modeOf(inputs) === "observe") return [];
  return lists.flatMap((list) => membersOf(inputs[list]).map((one) => partOf(list, one)));
}

export const partOf = (list: string, member: string): string => `${list} ${member}`;

/** Whom an update removes: those whom this list owned and the program no longer names. */
export function removedMembers(state: List, inputs: List): string[] {
  if (inputs.mode === "observe" || state.mode === "observe" || inputs.unknown === "all") return [];
  const rest = without(state.members, inputs.members);
  return inputs.mode === "exact" ? rest : without(rest, state.unmanaged);
}

/** Whom an update removes though nobody ever declared them: the inputs do not show it, a plan must. */
export function unannounced(state: List, inputs: List): string[] {
  return common(state.unmanaged, removedMembers(state, inputs));
}

/** Whether an exact list now names somebody unmanaged: then only the state changes. */
export function declaresUnmanaged(state: List, { mode, members }: List): boolean {
  return mode === "exact" && common(state.unmanaged, members).length > 0;
}

/** What an update of a list comes to. */
interface Reconciled {
  readonly add: string[];
  readonly remove: string[];
  /** The whole list, where it must be sorted. */
  readonly order?: string[];
  /** Who is in the list afterwards. */
  readonly after: string[];
}

/** Adds who is missing, and removes only whom the plan showed; an observed list stays. */
export function reconciled(
  present: readonly string[],
  list: List,
  removed: readonly string[],
): Reconciled {
  if (list.mode === "observe") return { add: [], remove: [], after: [...present] };
  const add = without(list.members, present);
  const after = [...without(present, removed), ...add];
  const step = { add, remove: common(removed, present) };
  if (!list.isOrdered) return { ...step, after };
  const order = [...list.members, ...without(after, list.members)];
  return order.join() === after.join() ? { ...step, after } : { ...step, order, after: order };
}

/** What the state shows of a list. */
interface Shown {
  /**
   * Of an exact list all members, of an observed one the declared, of an additive one the declared
   * who are there.
   */
  readonly members: readonly string[];
  /** Those whom nobody declared, in the list's order. */
  readonly unmanaged: string[];
}

export function shown({ mode, members: wanted }: List, present: readonly string[]): Shown {
  const members = { exact: present, additive: common(present, wanted), observe: wanted }[mode];
  return { members, unmanaged: without(present, wanted) };
}

/** @throws ConflictError for unmanaged members of a new exact list, which `adopt` would allow */
export function requireAdoption(property: string, list: List, present: readonly string[]): void {
  const { unmanaged } = shown(list, present);
  if (list.mode !== "exact" || unmanaged.length === 0) return;
  throw new ConflictError(
    `the list holds ${unmanaged.length} whom the program does not name (${firstOf(unmanaged)}): name them, or set adopt: "ifExists", after which the next preview shows who goes, or mode: "additive"`,
    property,
  );
}

/** Those of some people who are not among others. */
export function without(people: readonly string[], others: readonly string[]): string[] {
  const gone = new Set(others);
  return people.filter((one) => !gone.has(one));
}

/** Those of some people who are among others as well. */
export function common(people: readonly string[], others: readonly string[]): string[] {
  const there = new Set(others);
  return people.filter((one) => there.has(one));
}

const entriesOf = (map: unknown): [string, unknown][] =>
  typeof map === "object" && map !== null ? Object.entries(map) : [];

function textsOf(unmanaged: unknown, key: string): string[] {
  if (Array.isArray(unmanaged)) return unmanaged.map(String);
  const own = entriesOf(unmanaged).find(([list]) => list === key);
  return own === undefined ? [] : textsOf(own[1], key);
}
