import { isDeepStrictEqual } from "node:util";
import { declaredMembers, listsOf, memberMap, type Values } from "../../provider/inspect";

/**
 * What is declared and what is there, both without the unmanaged members, who are findings of their own.
 * What then differs is who is missing from a list, and who is at another position.
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
    mine[list] = memberMap(wanted, declared.ordered === true);
    theirs[list] = declared.ordered === true ? atPositions(wanted, there) : memberMap(there, false);
  }
  return { declared: mine, live: theirs };
}

/** Positions in a live list. While the order is as declared they are the declared ones, whoever is missing. */
function atPositions(wanted: readonly string[], there: readonly string[]): unknown {
  const present = new Set(there);
  const expected = wanted.filter((member) => present.has(member));
  if (!isDeepStrictEqual(expected, there)) return memberMap(there, true);
  return Object.fromEntries(there.map((member) => [member, wanted.indexOf(member) + 1]));
}
