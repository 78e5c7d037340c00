import { NotFoundError, UsageError } from "./errors";
import type { RequestOptions } from "./request";

/** Which page. */
export interface PageQuery {
  /** From 1. @default 1 */
  readonly page?: number;
  /** 1 to 100. @default 100 */
  readonly pageSize?: number;
}

/** One page of a list. */
export interface Page<T> {
  readonly items: T[];
  /** Of the whole list. */
  readonly count: number;
  readonly page: number;
  readonly pageSize: number;
  /** Whether another page follows. */
  readonly hasNext: boolean;
}

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
 * A list that is read page by page, 100 at a time: `for await (const item of list)`, or one page
 * with `list.page({ page: 2, pageSize: 20 })`. Nothing is requested before that.
 */
export interface PagedList<T> extends AsyncIterable<T> {
  /**
   * Reads one page.
   * @throws {@link UsageError} for a page size over 100: the server would silently send 100
   * @throws {@link NotFoundError} for a page past the end
   */
  page(query?: PageQuery, options?: RequestOptions): Promise<Page<T>>;
  /** Page after page. */
  pages(options?: RequestOptions): AsyncIterable<Page<T>>;
}

/** The server's own limit (contract, «Protocol facts»: larger sizes are clamped). */
export const LARGEST_PAGE = 100;

type Fetch<W> = (query: WirePageQuery, options: RequestOptions) => Promise<WirePage<W>>;

function checkPage(name: string, value: number, most: number): void {
  if (Number.isInteger(value) && value >= 1 && value <= most) return;
  const limit = Number.isFinite(most) ? ` from 1 to ${most}` : " from 1 on";
  throw new UsageError(`${name} must be a whole number${limit}`, name);
}

async function readPage<W, T>(
  fetch: Fetch<W>,
  toItem: (wire: W) => T,
  { page = 1, pageSize = LARGEST_PAGE }: PageQuery,
  options: RequestOptions,
): Promise<Page<T>> {
  checkPage("page", page, Infinity);
  checkPage("pageSize", pageSize, LARGEST_PAGE);
  const wire = await fetch({ page, page_size: pageSize }, options);
  const items = wire.results.map(toItem);
  return { items, count: wire.count, page, pageSize, hasNext: wire.next !== null };
}

/**
 * Makes a list of a function that fetches one page. The `next` link is never followed: behind a
 * proxy it names another origin, which must not get the token.
 */
export function paginate<W, T>(
  fetch: Fetch<W>,
  toItem: (wire: W) => T,
  defaults: RequestOptions = {},
): PagedList<T> {
  const page = (query: PageQuery = {}, options?: RequestOptions) =>
    readPage(fetch, toItem, query, { ...defaults, ...options });
  const pages = async function* (options?: RequestOptions) {
    for (let number = 1; ; number++) {
      const current = await following(page, number, options);
      if (current === undefined) return;
      yield current;
      if (!current.hasNext) return;
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
async function following<T>(
  page: (query: PageQuery, options?: RequestOptions) => Promise<Page<T>>,
  number: number,
  options: RequestOptions | undefined,
): Promise<Page<T> | undefined> {
  try {
    return await page({ page: number }, options);
  } catch (error) {
    if (number === 1 || !(error instanceof NotFoundError)) throw error;
    await page({ page: 1, pageSize: 1 }, options);
    return undefined;
  }
}
