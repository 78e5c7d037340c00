import { z } from "zod";
import { removalLimit, type RemovalLimit } from "../configuration";
import { ProviderError } from "../errors";
import { firstOf } from "./contents";
import type { Values } from "./handler";
import * as property from "./properties";
import { isUnknown, UNKNOWN } from "./unknown";

/**
 * Lists of members, as states and plans hold them: maps keyed by member, so that a preview names
 * exactly who joins and who leaves (the engine compares lists by position). The value is the place in
 * the list where order counts, else `"member"`.
 */
export type MemberMap = Readonly<Record<string, "member" | number>>;

export const modes = ["exact", "additive", "watch"] as const;
/** Whose a list is: all of it, only what is declared, or only to look at. */
export type Mode = (typeof modes)[number];

/** Properties that every list of members has. */
export const listProperties = {
  mode: { schema: property.oneOf(modes).optional() },
  removalLimit: { schema: removalLimit.optional(), silent: true },
  adopt: { schema: property.oneOf(["never", "ifExists"]).optional(), silent: true },
} satisfies property.Properties;

export const memberMap = z.record(z.string(), z.union([z.literal("member"), z.number()]), {
  error: "give a list of users or usernames",
});

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

const isName = (member: unknown): member is string => typeof member === "string" && member !== "";

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

/** Whom an update takes out: those of the state that this list owned and the program no longer names. */
export function removedMembers(state: Values, inputs: Values): string[] {
  if (modeOf(inputs) === "watch" || modeOf(state) === "watch" || inputs.users === UNKNOWN)
    return [];
  const wanted = new Set(membersOf(inputs.users));
  const strangers = new Set(modeOf(inputs) === "exact" ? [] : strangersOf(state));
  return membersOf(state.users).filter((member) => !wanted.has(member) && !strangers.has(member));
}

/** Members whom nobody declared, as the state recorded them. */
export function strangersOf(state: Values): string[] {
  return Array.isArray(state.strangers) ? state.strangers.map(String) : [];
}

/**
 * A list that shrinks by accident must not empty a department.
 * @throws ProviderError at preview, naming who would go and the setting that allows it
 */
export function requireRemovalLimit(
  name: string,
  state: Values,
  inputs: Values,
  configured: RemovalLimit | undefined,
): void {
  const removed = removedMembers(state, inputs);
  // Any of these may be a member whom only the apply can tell; it checks again.
  const unknown = Object.values((inputs.users ?? {}) as Values).filter(isUnknown).length;
  const total = membersOf(state.users).length;
  const limit = (inputs.removalLimit as RemovalLimit | undefined) ?? configured;
  if (removed.length - unknown <= allowed(limit, total)) return;
  throw new ProviderError(
    `${name} would remove ${removed.length} of ${total} (${firstOf(removed)}); set removalLimit if meant`,
    "users",
  );
}

/** The default is the larger of 3 and a quarter. */
function allowed(limit: RemovalLimit | undefined, total: number): number {
  if (limit === undefined) return Math.max(3, Math.floor(total / 4));
  if (typeof limit === "number") return limit;
  return Math.floor((total * Number.parseFloat(limit)) / 100);
}
