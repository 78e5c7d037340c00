import { NotFoundError, UsageError } from "./errors";
import type { Page, PageQuery } from "./page";
import type { RequestOptions } from "./request";
import { Walk } from "./walk";

/** A page as the wire has it. */
export interface WirePage<W> {
  count: number;
  next: string | null;
  previous: string | null;
  results: W[];
}

/** The query of a page, by the wire's names. */
export type WirePageQuery = Readonly<Record<"page" | "page_size", number>>;

/**
 * A list that is read page by page, as large as the server lets them be: `for await (const item of
 * list)`, or one page with `list.page({ page: 2, pageSize: 20 })`. Nothing is requested before that.
 * Smaller pages while iterating are an option of the listing, or of `list.pages({ pageSize: 20 })`.
 */
export interface PagedList<T, Options = RequestOptions> extends AsyncIterable<T> {
  /**
   * Reads one page.
   * @throws {@link UsageError} for a page size over the limit: ArkID would silently send 100
   * @throws {@link NotFoundError} for a page past the end
   */
  page(query?: PageQuery, options?: Options): Promise<Page<T>>;
  /**
   * Page after page, to the first that is empty, or the count. A list may come out shorter than its
   * count where others change it meanwhile: what it lacks is to be asked for by itself.
   * @throws EndlessListError for a page that was there before, or far more than the count
   */
  pages(options?: Options): AsyncIterable<Page<T>>;
}

/** ArkID's own limit (contract, "Protocol facts": larger sizes are clamped). */
export const LARGEST_PAGE = 100;

type Fetch<W, O> = (query: WirePageQuery, options: O) => Promise<WirePage<W>>;

function checkPage(name: string, value: number, most: number): void {
  if (Number.isInteger(value) && value >= 1 && value <= most) return;
  const limit = Number.isFinite(most) ? ` from 1 to ${most}` : " from 1 on";
  throw new UsageError(`${name} must be a whole number${limit}`, name);
}

interface Sized {
  readonly pageSize?: number | undefined;
}

/**
 * Makes a list of a function that fetches one page. The `next` link is never followed: behind a
 * proxy it names another origin, which must not get the token.
 *
 * @param largest what a page may hold
 */
export function paginate<W, T, O extends Sized = RequestOptions>(
  fetch: Fetch<W, O>,
  toItem: (wire: W) => T,
  defaults?: O,
  largest = LARGEST_PAGE,
): PagedList<T, O> {
  const page = async (query: PageQuery = {}, options?: O): Promise<Page<T>> => {
    const given = { ...defaults, ...options } as O;
    const { page = 1, pageSize = given.pageSize ?? largest } = query;
    checkPage("page", page, Infinity);
    checkPage("pageSize", pageSize, largest);
    const wire = await fetch({ page, page_size: pageSize }, given);
    const items = wire.results.map(toItem);
    const hasNext = wire.next !== null && items.length > 0;
    return { items, count: wire.count, page, pageSize, hasNext };
  };
  const pages = async function* (options?: O) {
    const walk = new Walk();
    for (let number = 1; ; number++) {
      const current = await following(page, number, options);
      if (current === undefined) return;
      const isLast = walk.take(current);
      yield current;
      if (isLast) return;
    }
  };
  return {
    page,
    pages,
    async *[Symbol.asyncIterator]() {
      for await (const { items } of pages()) yield* items;
    },
  };
}

/**
 * A page that was there and is a 404 now: the list has become shorter, which ends it, unless the
 * first page is gone too: then the owner of the list is, and that must not look like a short list.
 */
async function following<T, O>(
  page: (query: PageQuery, options?: O) => Promise<Page<T>>,
  number: number,
  options: O | undefined,
): Promise<Page<T> | undefined> {
  try {
    return await page({ page: number }, options);
  } catch (error) {
    if (number === 1 || !(error instanceof NotFoundError)) throw error;
    await page({ page: 1, pageSize: 1 }, options);
    return undefined;
  }
}
