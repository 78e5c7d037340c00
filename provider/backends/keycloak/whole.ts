import type { PagedList } from "../../../sdk/keycloak";
import { MissingRightError, UnavailableError } from "../errors";
import { all, TRIES } from "../kit/all";

/**
 * All of a list, if it has as many as the server counts: who may only query gets an empty one, and
 * one that others change meanwhile may come out short. Neither proves an absence. A list that is
 * asked for again, since others may change it between it and its count, has all if it has what was counted before it: what came since need not be there.
 *
 * @throws MissingRightError for an empty one, UnavailableError for a short one
 */
export async function readAll<Row>(
  list: PagedList<Row>,
  count: () => Promise<number>,
): Promise<Row[]> {
  let rows: Row[] = [];
  let counted = Infinity;
  for (let tries = 0; tries < TRIES; tries++) {
    rows = await all(list);
    const before = counted;
    counted = await count();
    if (rows.length >= Math.min(before, counted)) return rows;
  }
  if (rows.length > 0) throw new UnavailableError(`a list of ${counted} shows only ${rows.length}`);
  throw new MissingRightError(
    `this account is shown none of ${counted}: give it view-users of realm-management`,
  );
}
