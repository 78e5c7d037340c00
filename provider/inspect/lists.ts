import type { Grant } from "../backends/domain";
import type { Values } from "../engine/kind";
import { listOf, membersOf } from "../engine/lists/membership";
import { asMembers } from "../engine/names";
import { grantLists, type GrantList } from "../kinds/perm-grants/lists";

export { modeOf } from "../engine/lists/membership";

/** The properties of a resource that hold lists of members; none of a kind that has no such lists. */
export const listsOf = (values: Values): string[] =>
  "unmanaged" in values ? grantLists.filter((list) => values[list] !== undefined) : [];

/** The members of a list whom the program names; a refresh may have put unmanaged ones beside them. */
export function declaredMembers(values: Values, list: string): string[] {
  const unmanaged = new Set(unmanagedMembers(values, list));
  return membersOf(values[list]).filter((member) => !unmanaged.has(member));
}

/** The members of a list whom the program does not name, as the last read found them. */
export const unmanagedMembers = (values: Values, list: string): string[] =>
  listOf(values, list).unmanaged;

/** A list of members as a state has it: a map keyed by member, with the position where order counts. */
export const memberMap = (members: readonly string[], ordered: boolean): unknown =>
  asMembers(members, ordered);

/** The list of a PermGrants that a grant belongs to. */
export const listOfGrant = ({ kind, effect }: Omit<Grant, "id">): GrantList => LISTS[kind][effect];

const LISTS = {
  user: { allow: "users", deny: "denyUsers" },
  node: { allow: "nodes", deny: "denyNodes" },
} as const satisfies Record<Grant["kind"], Record<Grant["effect"], GrantList>>;
