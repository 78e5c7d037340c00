import type { Values } from "../engine/kind";
import * as endDates from "../engine/lists/end-dates";
import * as membership from "../engine/lists/membership";
import { listOf, ownOf } from "../engine/lists/membership";
import { asMembers } from "../engine/members";
import { grantLists, MEANS, type GrantList } from "../kinds/perm-grants/lists";

export { listOfGrant } from "../backends/domain";
export { endsIn, expiredIn, untilOf } from "../engine/lists/end-dates";
export { modeOf } from "../engine/lists/membership";

export { grantLists };

/** To whom the entries of a list of grants belong, and what they say. */
export const meaningOf = (list: GrantList) => MEANS[list];

/** The properties of a resource that hold lists of members; none of a kind that has no such lists. */
export const listsOf = (values: Values): string[] =>
  "unmanaged" in values ? grantLists.filter((list) => values[list] !== undefined) : [];

/** The members of a list whom the program names; a refresh may have put unmanaged ones beside them. */
export const declaredMembers = (values: Values, list: string): string[] =>
  ownOf(listOf(values, list));

/** All who are in a list, in its order; of one that is not exact those whom the program names. */
export const membersIn = (values: Values, list: string): readonly string[] =>
  listOf(values, list).members;

/** The members of a list whom the program does not name, as the last read found them. */
export const unmanagedMembers = (values: Values, list: string): string[] =>
  listOf(values, list).unmanaged;

/** A list of members as a state has it: a map keyed by member, with the position where order counts. */
export const memberMap = (members: readonly string[], ordered: boolean): unknown =>
  asMembers(members, ordered);

/** The values without the members whose end date has passed: those are declared no more. */
export const withoutExpired = (values: Values, at: Date): Values =>
  endDates.withoutExpired(values, grantLists, at);

/** Whom an update takes out of a list: whom it owned and the program no longer names. */
export const removedMembers = (state: Values, inputs: Values, list: string): string[] =>
  membership.removedMembers(listOf(state, list), listOf(inputs, list));
