import type { Page } from "./page";
import type { PagedList } from "./pagination";

/**
 * The items of a list that are kept, where the server can't choose them: its pages and their count
 * stay what they are, so that a page may hold fewer.
 */
export function kept<T, O>(list: PagedList<T, O>, isKept: (item: T) => boolean): PagedList<T, O> {
  const thinned = (page: Page<T>) => ({ ...page, items: page.items.filter(isKept) });
  return {
    page: async (query, options) => thinned(await list.page(query, options)),
    async *pages(options) {
      for await (const page of list.pages(options)) yield thinned(page);
    },
    async *[Symbol.asyncIterator]() {
      for await (const item of list) if (isKept(item)) yield item;
    },
  };
}
