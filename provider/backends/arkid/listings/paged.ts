import { isNotFound, LARGEST_PAGE, type PagedList } from "../../../../sdk";
import type { Listing } from "../../../listing";
import { unless } from "../../unless";

/** A paged list of which the first page is read: it tells how many there are. */
export interface Opened<Row> {
  readonly price: number;
  /** What moves to another page meanwhile may be missed, which single reads make good. */
  readonly all: () => Promise<Row[]>;
}

export async function opened<Row>(list: PagedList<Row>): Promise<Opened<Row>> {
  const first = await list.page();
  const price = Math.max(1, Math.ceil(first.count / LARGEST_PAGE));
  return {
    price,
    async all() {
      const numbers = Array.from({ length: price - 1 }, (_, index) => index + 2);
      // Once one page fails the listing is worth nothing: the others are not asked for any more.
      const rest = new AbortController();
      const { signal } = rest;
      try {
        const others = await Promise.all(
          numbers.map((page) => list.page({ page }, { signal }).catch(unless(isNotFound))),
        );
        return [first, ...others].flatMap((page) => page?.items ?? []);
      } finally {
        rest.abort();
      }
    },
  };
}

/** All of a paged list, if its pages are within the budget. */
export async function paged<Row, State>(
  list: PagedList<Row>,
  budget: number,
  entry: (row: Row) => readonly [string, State],
): Promise<Listing<State>> {
  const { price, all } = await opened(list);
  return price > budget ? { price } : new Map((await all()).map(entry));
}
