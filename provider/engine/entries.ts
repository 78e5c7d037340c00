import { endDate } from "../end-date";
import type { Member } from "./members";
import { isName, oddName, type Named } from "./names";
import { UNKNOWN } from "./unknown";

/**
 * The members of a list as a program gives it: each a name, or `{ user, until }`, of nodes
 * `{ node, until }`. What is invalid about the first that is, as a text.
 */
export function entriesIn(list: readonly unknown[], to: Named): Member[] | string {
  const members: Member[] = [];
  for (const [index, one] of list.entries()) {
    const entry = entryOf(one, to);
    if (typeof entry === "string") return `number ${index + 1} of the list${entry}`;
    members.push(entry);
  }
  return contradiction(members) ?? members;
}

/** Describes the first invalid entry of a list; of anything else nothing. */
export function oddEntry(list: unknown, to: Named): string | undefined {
  const entries = Array.isArray(list) ? entriesIn(list, to) : undefined;
  return typeof entries === "string" ? entries : undefined;
}

function entryOf(one: unknown, to: Named): Member | string {
  if (isName(one)) return { name: one };
  if (!isObject(one)) return ` is ${oddName(one)}`;
  const { [to]: name, until, ...others } = one;
  if (!isName(name)) return ` is ${oddName(one)}: give a ${to}, or ${to} and until`;
  const who = name === UNKNOWN ? "" : ` (${name})`;
  const [other] = Object.keys(others);
  if (other !== undefined) return `${who}: ${other}: give ${to} and until, and nothing else`;
  if (until === UNKNOWN) return { name, until };
  const { data, error } = endDate.safeParse(until);
  return error === undefined ? { name, until: data } : `${who}: until: ${error.issues[0]?.message}`;
}

/** Nobody has two end dates in one list. */
function contradiction(members: readonly Member[]): string | undefined {
  const ends = new Map<string, string | undefined>();
  for (const { name, until } of members) {
    if (name === UNKNOWN) continue;
    if (ends.has(name) && ends.get(name) !== until) {
      return `${name} is named twice, with different end dates`;
    }
    ends.set(name, until);
  }
  return undefined;
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
