import { isDeepStrictEqual } from "node:util";
import type { Values } from "../../provider/engine/kind";
import { grantLists } from "../../provider/kinds/perm-grants/lists";
import { asMap, listOf, membersOf, unmanagedOf } from "../../provider/engine/lists/membership";

/** The properties of a resource that hold lists of members; none of a kind that has no such lists. */
export const listsOf = (values: Values): string[] =>
  "unmanaged" in values ? grantLists.filter((list) => values[list] !== undefined) : [];

/** Those whom the program names; a refresh may have put unmanaged ones beside them. */
export function declaredMembers(values: Values, list: string): string[] {
  const unmanaged = new Set(unmanagedOf(listOf(values, list)));
  return membersOf(values[list]).filter((member) => !unmanaged.has(member));
}

/** Those whom it does not name, as a look at the server found them. */
export const unmanagedIn = (live: Values, list: string): string[] =>
  unmanagedOf(listOf(live, list));

/**
 * What is declared and what is there with the unmanaged ones left out of both, who are findings of their
 * own: what remains is whom the program misses, and who stands in another place.
 */
export function withoutUnmanaged(
  declared: Values,
  live: Values,
): { declared: Values; live: Values } {
  const mine: Record<string, unknown> = { ...declared };
  const theirs: Record<string, unknown> = { ...live };
  for (const list of listsOf(live)) {
    const wanted = declaredMembers(declared, list);
    const there = declaredMembers(live, list);
    mine[list] = asMap(wanted, declared.ordered === true);
    theirs[list] = declared.ordered === true ? placed(wanted, there) : asMap(there, false);
  }
  return { declared: mine, live: theirs };
}

/** Places in the list; who is missing moves nobody who comes after him. */
function placed(wanted: readonly string[], there: readonly string[]): unknown {
  const present = new Set(there);
  const expected = wanted.filter((member) => present.has(member));
  if (!isDeepStrictEqual(expected, there)) return asMap(there, true);
  return Object.fromEntries(there.map((member) => [member, wanted.indexOf(member) + 1]));
}
