import { nameOf } from "../../run/object-id";
import type { Held } from "../../run/stack/held";
import { labelOf } from "./declarations";

/**
 * Usernames of those who stay, and whom a refresh finds in no node any more: as who leaves is, whose
 * run was stopped before the state could tell.
 */
export function takenOut(before: readonly Held[], now: readonly Held[]): string[] {
  const lists = new Map(before.map((one) => [labelOf(one), usersOf(one)]));
  const [out, still] = [new Set<string>(), new Set<string>()];
  for (const one of now.filter(({ kind }) => kind === "NodeMembers")) {
    const there = new Set(usersOf(one));
    for (const username of there) still.add(username);
    for (const username of lists.get(labelOf(one)) ?? []) {
      if (!there.has(username)) out.add(username);
    }
  }
  const staying = now.filter(({ kind, leftAt }) => kind === "User" && leftAt === undefined);
  return staying.map(nameOf).filter((username) => out.has(username) && !still.has(username));
}

const usersOf = ({ outputs: { users } }: Held): string[] => Object.keys(users ?? {});
