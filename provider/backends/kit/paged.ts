import { isNotFound, type PagedList } from "../../../sdk";
import { UnavailableError } from "../errors";
import type { Listing } from "../listing";
import { printOf } from "./all";
import { unless } from "./unless";

/** What a list needs for its pages to be read in parallel. */
type Pages<Row> = Pick<PagedList<Row, { readonly signal?: AbortSignal | undefined }>, "page">;

/** Pages that are read side by side; so many that bring nothing new are the end of a list. */
const AT_ONCE = 50;

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
      const rows = [...first.items];
      const different = new Set(rows.map(printOf));
      for (let from = 2; from <= price; from += AT_ONCE) {
        const more = await sideBySide(list, from, Math.min(from + AT_ONCE - 1, price));
        const known = different.size;
        for (const row of more) different.add(printOf(row));
        rows.push(...more);
        // However many it is said to have.
        if (different.size === known) break;
      }
      if (different.size >= count) return rows;
      throw new UnavailableError(`a list of ${count} shows only ${different.size}`);
    },
  };
}

/** Once one page fails the listing does: the other requests are aborted. */
async function sideBySide<Row>(list: Pages<Row>, from: number, upTo: number): Promise<Row[]> {
  const rest = new AbortController();
  const { signal } = rest;
  const numbers = Array.from({ length: upTo - from + 1 }, (_, index) => from + index);
  try {
    const pages = await Promise.all(
      numbers.map((page) => list.page({ page }, { signal }).catch(unless(isNotFound))),
    );
    return pages.flatMap((page) => page?.items ?? []);
  } finally {
    rest.abort();
  }
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
