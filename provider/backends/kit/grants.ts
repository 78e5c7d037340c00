import type { Content } from "../backend";
import { listOfGrant, type Grant } from "../domain";
import { InvalidError } from "../errors";

const keyOf = ({ kind, id, effect }: Grant) => `${kind} ${id} ${effect}`;

/** For messages. */
export const namesOf = (grants: readonly Grant[]): string =>
  grants.map(({ kind, id }) => `${kind} ${id}`).join(", ");

/** Those that are not among the present ones. */
export function missingOf(wanted: readonly Grant[], present: readonly Grant[]): Grant[] {
  const there = new Set(present.map(keyOf));
  return wanted.filter((grant) => !there.has(keyOf(grant)));
}

/**
 * A system may skip unknown names silently.
 * @throws InvalidError naming who is missing after the write
 */
export function requireAll(wanted: readonly Grant[], present: readonly Grant[]): void {
  const missing = missingOf(wanted, present);
  const [first] = missing;
  if (first === undefined) return;
  throw new InvalidError(`there is no ${namesOf(missing)}`, listOfGrant(first));
}

/** The grants of a perm, for messages. */
export const contentsOf = (grants: readonly Grant[]): Content[] =>
  grants.map(({ kind, id }) => ({ kind: kind === "user" ? "member" : kind, id, name: id }));
