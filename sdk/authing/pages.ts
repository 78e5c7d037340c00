import { paginate, type PagedList } from "../transport/pagination";
import type { CallOptions } from "./options";

/** The server's own limit; it refuses more. */
export const LARGEST_PAGE = 50;

/** A page as the server has it; the count is missing on some empty ones. */
interface WireList<T> {
  readonly totalCount?: number | undefined;
  readonly list?: readonly T[] | undefined;
}

/** A list that is read page by page, 50 at a time. */
export type AuthingList<T> = PagedList<T, CallOptions>;

/** Which page, by the server's names. */
export interface WirePaging {
  readonly page: number;
  readonly limit: number;
}

/**
 * Makes a list of a function that fetches one page. It ends by the count, and by an empty page
 * where that is wrong or missing: to stop at any short page would lose people silently.
 */
export function pagesOf<T>(
  fetch: (paging: WirePaging, options: CallOptions) => Promise<WireList<T>>,
  defaults?: CallOptions,
): AuthingList<T> {
  return paginate<T, T, CallOptions>(
    async ({ page, page_size: limit }, options) => {
      const { list = [], totalCount } = await fetch({ page, limit }, options);
      const isLast =
        list.length === 0 ||
        (totalCount === undefined ? list.length < limit : page * limit >= totalCount);
      const uncounted = isLast ? (page - 1) * limit + list.length : Infinity;
      const count = totalCount ?? uncounted;
      return { count, next: isLast ? null : "", previous: null, results: [...list] };
    },
    (item) => item,
    defaults,
    LARGEST_PAGE,
  );
}
