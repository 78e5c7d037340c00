import { z } from "zod";
import { modes, type MemberMap, type Mode, type RemovalLimit } from "../../configuration/choices";
import { resourceName } from "../../run/origin";
import { removalLimit } from "../../configuration/settings";
import { ConflictError, ProviderError } from "../../backends/errors";
import { firstOf } from "../contents";
import type { Session } from "../../run/session";
import type { Values } from "../kind";
import { isName, mapOf } from "../names";
import { allowed } from "./removal-limit";
import * as property from "../properties";
import { isUnknown, UNKNOWN } from "../unknown";

/** Properties that every list of members has. */
export const listProperties = {
  mode: { schema: property.oneOf(modes).optional() },
  removalLimit: { schema: removalLimit.optional(), silent: true },
  adopt: { schema: property.oneOf(["never", "ifExists"]).optional(), silent: true },
} satisfies property.Properties;

const place = z.union([z.literal("member"), z.number()], { error: "give a list, not a map" });
export const memberMap = mapOf(place, "give a list of users or usernames");
export const nodeMap = mapOf(place, "give a list of nodes or their ids");

/** One of several lists of a resource, as the functions below see a list: under `users`. */
export function listOf(values: Values, key: string): Values {
  const { unmanaged } = values;
  const own: unknown = Array.isArray(unmanaged)
    ? unmanaged
    : (unmanaged as Values | undefined)?.[key];
  return { ...values, users: values[key], unmanaged: own };
}

/**
 * A declared list as a map; who is named twice counts once. A member whom only the apply will know
 * keeps his place as the key. What is no list of names is left for the schema to refuse.
 */
export function asMap(members: unknown, ordered: boolean): unknown {
  if (!Array.isArray(members) || !members.every(isName)) return members;
  const keys = members.map((member, index) => (isUnknown(member) ? `[${index}]` : member));
  const unknown = new Set(keys.filter((_, index) => isUnknown(members[index])));
  const entries = [...new Set(keys)].map((key, index) => {
    if (unknown.has(key)) return [key, UNKNOWN] as const;
    return [key, ordered ? index + 1 : "member"] as const;
  });
  return Object.fromEntries(entries);
}

/** The members of a map, in order; not those whom only the apply will know. */
export function membersOf(map: unknown): string[] {
  if (typeof map !== "object" || map === null) return [];
  return Object.entries(map as MemberMap)
    .filter(([, value]) => !isUnknown(value))
    .sort(([, a], [, b]) => Number(a) - Number(b) || 0)
    .map(([member]) => member);
}

/** The mode of a list: only what is declared is touched unless it says more. */
export function modeOf(values: Values): Mode {
  return (values.mode as Mode | undefined) ?? "additive";
}

/** @throws ConflictError where another resource of the program has the same list, and one is exact */
export function registerList(session: Session, inputs: Values, list: string): void {
  const mode = modeOf(inputs);
  if (mode === "observe" || isUnknown(mode)) return;
  session.unique.registerList(list, resourceName(inputs), mode === "exact");
}

/** The entries that a list declares, as parts of its owner: `users adalovelace`. */
export function partsOf(inputs: Values, lists: readonly string[] = ["users"]): string[] {
  if (modeOf(inputs) === "observe") return [];
  return lists.flatMap((list) => membersOf(inputs[list]).map((one) => partOf(list, one)));
}

export const partOf = (list: string, member: string): string => `${list} ${member}`;

/** Whom an update takes out: those of the state that this list owned and the program no longer names. */
export function removedMembers(state: Values, inputs: Values): string[] {
  if (modeOf(inputs) === "observe" || modeOf(state) === "observe" || inputs.users === UNKNOWN)
    return [];
  const wanted = new Set(membersOf(inputs.users));
  const unmanaged = new Set(modeOf(inputs) === "exact" ? [] : unmanagedOf(state));
  return membersOf(state.users).filter((member) => !wanted.has(member) && !unmanaged.has(member));
}

/** Members whom nobody declared, as the state recorded them. */
export function unmanagedOf(state: Values): string[] {
  return Array.isArray(state.unmanaged) ? state.unmanaged.map(String) : [];
}

/** Whom an update takes out though nobody ever declared them: the inputs can't tell, a plan must. */
export function unannounced(state: Values, inputs: Values): string[] {
  const removed = new Set(removedMembers(state, inputs));
  return unmanagedOf(state).filter((member) => removed.has(member));
}

/** Whether an exact list now names somebody unmanaged: nothing is written, and yet the state changes. */
export function declaresUnmanaged(state: Values, inputs: Values): boolean {
  const wanted = new Set(membersOf(inputs.users));
  return modeOf(inputs) === "exact" && unmanagedOf(state).some((one) => wanted.has(one));
}

/** What an update of a list comes to. */
export interface Reconciled {
  readonly add: string[];
  readonly remove: string[];
  /** Who is in the list then. */
  readonly after: string[];
}

/** Adds who is missing, and removes whom the plan showed and nobody else; an observed list stays. */
export function reconciled(present: string[], inputs: Values, removed: string[]): Reconciled {
  if (modeOf(inputs) === "observe") return { add: [], remove: [], after: present };
  const there = new Set(present);
  const add = membersOf(inputs.users).filter((member) => !there.has(member));
  const remove = removed.filter((member) => there.has(member));
  const gone = new Set(remove);
  return { add, remove, after: [...present.filter((one) => !gone.has(one)), ...add] };
}

/** What the state shows of a list. */
export interface Shown {
  /** An exact list shows all who are there, an observed one whom it declares, another who of them is there. */
  readonly members: string[];
  /** Those whom nobody declared, in the list's order. */
  readonly unmanaged: string[];
}

export function shown(values: Values, present: string[]): Shown {
  const wanted = membersOf(values.users);
  const declared = new Set(wanted);
  const members = {
    exact: present,
    additive: present.filter((member) => declared.has(member)),
    observe: wanted,
  }[modeOf(values)];
  return { members, unmanaged: present.filter((member) => !declared.has(member)) };
}

/** @throws ConflictError unless those whom an exact list finds may stay for now */
export function requireAdoption(
  inputs: Values,
  configured: string,
  unmanaged: string[],
  property = "users",
): void {
  if (modeOf(inputs) !== "exact" || unmanaged.length === 0) return;
  if ((inputs.adopt ?? configured) !== "never") return;
  throw new ConflictError(
    `the list holds ${unmanaged.length} whom the program does not name (${firstOf(unmanaged)}): name them, or set adopt: "ifExists", after which the next preview shows who goes, or mode: "additive"`,
    property,
  );
}

/**
 * A list that shrinks by accident must not empty a department.
 * @param lists the properties that hold the resource's lists: the limit is for all of them
 * @throws ProviderError at preview, naming who would go and the setting that allows it
 */
export function requireRemovalLimit(
  name: string,
  state: Values,
  inputs: Values,
  configured: RemovalLimit | undefined,
  lists: readonly string[] = ["users"],
): void {
  const removedFrom = (key: string) => removedMembers(listOf(state, key), listOf(inputs, key));
  const removed = lists.flatMap(removedFrom);
  // Any of these may be a member whom only the apply can tell; it checks again.
  const unknown = lists.flatMap((key) => Object.values((inputs[key] ?? {}) as Values));
  const total = lists.flatMap((key) => membersOf(state[key])).length;
  const limit = (inputs.removalLimit as RemovalLimit | undefined) ?? configured;
  if (removed.length - unknown.filter(isUnknown).length <= allowed(limit, total, 0.25)) return;
  throw new ProviderError(
    `${name} would remove ${removed.length} of ${total} (${firstOf(removed)}); set removalLimit if meant`,
    lists.find((key) => removedFrom(key).length > 0),
  );
}
