import type { Values } from "../engine/kind";
import { listOf, ownOf } from "../engine/lists/membership";
import { asMembers } from "../engine/names";
import { grantLists } from "../kinds/perm-grants/lists";

export { listOfGrant } from "../backends/domain";
export { modeOf } from "../engine/lists/membership";

/** The properties of a resource that hold lists of members; none of a kind that has no such lists. */
export const listsOf = (values: Values): string[] =>
  "unmanaged" in values ? grantLists.filter((list) => values[list] !== undefined) : [];

/** The members of a list whom the program names; a refresh may have put unmanaged ones beside them. */
export const declaredMembers = (values: Values, list: string): string[] =>
  ownOf(listOf(values, list));

/** The members of a list whom the program does not name, as the last read found them. */
export const unmanagedMembers = (values: Values, list: string): string[] =>
  listOf(values, list).unmanaged;

/** A list of members as a state has it: a map keyed by member, with the position where order counts. */
export const memberMap = (members: readonly string[], ordered: boolean): unknown =>
  asMembers(members, ordered);
