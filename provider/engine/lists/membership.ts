import { modes, type Mode } from "../../configuration/choices";
import { ConflictError } from "../../backends/errors";
import { firstOf } from "../contents";
import type { Values } from "../kind";
import { isUnknown, UNKNOWN } from "../unknown";

/** One list of a resource, as a program declares it or a state holds it. */
export interface List {
  readonly mode: Mode;
  /** Whether the order of the members counts. */
  readonly isOrdered: boolean;
  /** In order, but for those whom only the apply will know. */
  readonly members: readonly string[];
  /** Those whom nobody declared, as the state recorded them. */
  readonly unmanaged: string[];
  /** How many only the apply will know; `"all"` where that is the list itself. */
  readonly unknown: number | "all";
}

/** @param key the property that holds the list; a resource of one list holds its unmanaged ones bare */
export function listOf(values: Values, key: string): List {
  const map = values[key];
  return {
    mode: modeOf(values),
    isOrdered: values.ordered === true,
    members: membersOf(map),
    unmanaged: textsOf(values.unmanaged, key),
    unknown: map === UNKNOWN ? "all" : entriesOf(map).filter(([, one]) => isUnknown(one)).length,
  };
}

/** The mode of a list: only what is declared is touched unless it says more. */
export function modeOf({ mode }: Values): Mode {
  return modes.find((one) => one === mode) ?? "additive";
}

/** The members of a map, in order; not those whom only the apply will know. */
export function membersOf(map: unknown): string[] {
  return entriesOf(map)
    .filter(([, value]) => !isUnknown(value))
    .sort(([, a], [, b]) => Number(a) - Number(b) || 0)
    .map(([member]) => member);
}

/** Those whom the list itself holds. */
export const ownOf = ({ members, unmanaged }: List): string[] => without(members, unmanaged);

/** The entries that a list declares, as parts of its owner: `users adalovelace`. */
export function partsOf(inputs: Values, lists: readonly string[] = ["users"]): string[] {
  if (modeOf(inputs) === "observe") return [];
  return lists.flatMap((list) => membersOf(inputs[list]).map((one) => partOf(list, one)));
}

export const partOf = (list: string, member: string): string => `${list} ${member}`;

/** Whom an update takes out: those of the state that this list owned and the program no longer names. */
export function removedMembers(state: List, inputs: List): string[] {
  if (inputs.mode === "observe" || state.mode === "observe" || inputs.unknown === "all") return [];
  const rest = without(state.members, inputs.members);
  return inputs.mode === "exact" ? rest : without(rest, state.unmanaged);
}

/** Whom an update takes out though nobody ever declared them: the inputs can't tell, a plan must. */
export function unannounced(state: List, inputs: List): string[] {
  return common(state.unmanaged, removedMembers(state, inputs));
}

/** Whether an exact list now names somebody unmanaged: nothing is written, and yet the state changes. */
export function declaresUnmanaged(state: List, { mode, members }: List): boolean {
  return mode === "exact" && common(state.unmanaged, members).length > 0;
}

/** What an update of a list comes to. */
interface Reconciled {
  readonly add: string[];
  readonly remove: string[];
  /** All of it, where that must be put in order. */
  readonly order?: string[];
  /** Who is in the list then. */
  readonly after: string[];
}

/** Adds who is missing, and removes whom the plan showed and nobody else; an observed list stays. */
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
  /** An exact list shows all who are there, an observed one whom it declares, another who of them is there. */
  readonly members: readonly string[];
  /** Those whom nobody declared, in the list's order. */
  readonly unmanaged: string[];
}

export function shown({ mode, members: wanted }: List, present: readonly string[]): Shown {
  const members = { exact: present, additive: common(present, wanted), observe: wanted }[mode];
  return { members, unmanaged: without(present, wanted) };
}

/** @throws ConflictError unless those whom an exact list finds may stay for now */
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
