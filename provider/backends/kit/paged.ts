import { isNotFound, type PagedList } from "../../../sdk";
import { UnavailableError } from "../errors";
import type { Listing } from "../listing";
import { unless } from "./unless";

/** What a list needs for its pages to be read in parallel. */
type Pages<Row> = Pick<PagedList<Row, { readonly signal?: AbortSignal | undefined }>, "page">;

/** A paged list whose first page is read, which shows how many there are. */
export interface Opened<Row> {
  readonly price: number;
  /**
   * All rows, as many as the first page counts: fewer would prove no absence.
   * @throws UnavailableError where some are missing, which have moved to another page meanwhile, or
   * where pages repeat: then single reads are needed
   */
  readonly all: () => Promise<Row[]>;
}

export async function opened<Row>(list: Pages<Row>): Promise<Opened<Row>> {
  const first = await list.page();
  const { count, pageSize } = first;
  const price = Math.max(1, Math.ceil(count / pageSize));
  return {
    price,
    async all() {
      const numbers = Array.from({ length: price - 1 }, (_, index) => index + 2);
      // Once one page fails the listing does: the other requests are aborted.
      const rest = new AbortController();
      const { signal } = rest;
      try {
        const others = await Promise.all(
          numbers.map((page) => list.page({ page }, { signal }).catch(unless(isNotFound))),
        );
        return complete(
          [first, ...others].flatMap((page) => page?.items ?? []),
          count,
        );
      } finally {
        rest.abort();
      }
    },
  };
}

function complete<Row>(rows: Row[], count: number): Row[] {
  const different = new Set(rows.map((row) => JSON.stringify(row))).size;
  if (different >= count) return rows;
  throw new UnavailableError(`a list of ${count} shows only ${different}`);
}

/** All of a paged list, if its pages are within the budget. */
export async function paged<Row, State>(
  list: Pages<Row>,
  budget: number,
  entry: (row: Row) => readonly [string, State],
): Promise<Listing<State>> {
  const { price, all } = await opened(list);
  return price > budget ? { price } : new Map((await all()).map(entry));
}
