import type { PagedList } from "../../../sdk";
import { UnavailableError } from "../errors";

/** Others may change at once what is read: so often it is, before it counts for incomplete. */
export const TRIES = 3;

/**
 * All that a list has, which is as many different rows as its first page counts: fewer prove no
 * absence. One that others make shorter meanwhile, or that repeats rows each time, has all at last if it
 * has as many as its last page counts.
 *
 * @throws UnavailableError for one that stays shorter than it says
 */
export async function all<Row>(list: Pick<PagedList<Row>, "pages">): Promise<Row[]> {
  for (let tries = 1; ; tries++) {
    const { rows, first, last } = await readThrough(list);
    if (!Number.isFinite(first) || different(rows) >= first) return rows;
    if (tries < TRIES) continue;
    if (rows.length >= last) return rows;
    throw new UnavailableError(`a list of ${last} shows only ${rows.length}: try again`);
  }
}

/** Its rows, with what its first and its last page count; Infinity where they don't say. */
async function readThrough<Row>(list: Pick<PagedList<Row>, "pages">) {
  const rows: Row[] = [];
  let [first, last] = [NaN, NaN];
  for await (const { items, count } of list.pages()) {
    rows.push(...items);
    [first, last] = [Number.isNaN(first) ? count : first, count];
  }
  return { rows, first, last };
}

const different = (rows: readonly unknown[]): number => new Set(rows.map(printOf)).size;

/** A row as a text, by which rows are told apart: not every list has ids. */
export const printOf = (row: unknown): string => JSON.stringify(row);
