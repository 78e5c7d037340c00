import type { MemberMap } from "../configuration/choices";
import type { Labels } from "../run/preview";
import { memberValue } from "./member-value";
import { keysOf } from "./names";
import { isUnknown, UNKNOWN } from "./unknown";

/** A member of a list, who may be unknown, and until when they belong to it. */
export interface Member {
  readonly name: string;
  readonly until?: string | undefined;
}

/** A member as a map has them. */
export interface KeyedMember {
  /** The name; of an unknown one what stands for it. */
  readonly key: string;
  readonly until: string | undefined;
  /** Whether only the apply will know the name, or the end date. */
  readonly isUnknown: boolean;
}

/** Members by their keys: duplicates count once. */
export function keyed(members: readonly Member[], labels: Labels = {}): KeyedMember[] {
  const names = members.map(({ name }) => name);
  const keys = keysOf(names, labels);
  const all = new Map<string, KeyedMember>();
  for (const [index, { name, until }] of members.entries()) {
    const key = keys[index] ?? name;
    const known = all.get(key);
    const isOpen = known?.isUnknown === true || isUnknown(name) || isUnknown(until);
    all.set(key, { key, until: known?.until ?? until, isUnknown: isOpen });
  }
  return [...all.values()];
}

/** A list of members as a map: in an ordered one the value has the position. */
export function asMap(members: readonly KeyedMember[], ordered: boolean): MemberMap;
export function asMap(members: readonly KeyedMember[], ordered: boolean): unknown {
  const entries = members.map(({ key, until, isUnknown }, index) => {
    const value = memberValue(ordered ? index + 1 : undefined, until);
    return [key, isUnknown ? UNKNOWN : value] as const;
  });
  return Object.fromEntries(entries);
}

/**
 * The same for names alone.
 * @param ends end dates by name
 */
export const asMembers = (
  names: readonly string[],
  ordered: boolean,
  ends: ReadonlyMap<string, string> = new Map(),
): MemberMap => asMap(keyed(names.map((name) => ({ name, until: ends.get(name) }))), ordered);
