import { ConflictError, NotFoundError } from "../backends/errors";

/**
 * The only object that a lookup found.
 *
 * @param what for messages: `org "Acme"`
 * @throws NotFoundError where there is none
 * @throws ConflictError where there are more, naming their ids
 */
export function only<T extends { readonly id: string }>(what: string, found: readonly T[]): T {
  const [one, ...others] = found;
  if (one === undefined) throw new NotFoundError(`there is no ${what} that this account can see`);
  if (others.length === 0) return one;
  const ids = found.map(({ id }) => id).join(", ");
  throw new ConflictError(`there are ${found.length} of ${what} (${ids}): ask for one by its id`);
}
