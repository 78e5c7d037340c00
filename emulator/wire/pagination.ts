import { message } from "./messages";
import { Refusal } from "./refusal";

const DEFAULT_SIZE = 20;
const MAX_SIZE = 100;

/** The body of a paged listing. */
export interface PageOf<T> {
  count: number;
  next: string | null;
  previous: string | null;
  results: T[];
}

/**
 * One page of a listing, as `page` (a number or `last`) and `page_size` (default 20, at most 100;
 * a wrong one is the default) ask. 404 for a page that does not exist.
 *
 * @param url the absolute URL of the request, from which the neighbours' are made
 */
export function paginate<T>(
  url: URL,
  count: number,
  fetch: (limit: number, offset: number) => T[],
): PageOf<T> {
  const size = pageSize(url.searchParams.getAll("page_size").at(-1));
  const pages = Math.max(1, Math.ceil(count / size));
  const page = pageNumber(url.searchParams.getAll("page").at(-1), pages);
  return {
    count,
    next: page < pages ? neighbour(url, page + 1) : null,
    previous: page > 1 ? neighbour(url, page - 1) : null,
    results: fetch(size, (page - 1) * size),
  };
}

/** As `paginate`, of a list that is at hand. */
export function paginateList<S, T>(url: URL, all: S[], view: (item: S) => T): PageOf<T> {
  return paginate(url, all.length, (limit, offset) => all.slice(offset, offset + limit).map(view));
}

function pageSize(asked: string | undefined): number {
  const size = /^\s*\+?\d+\s*$/.test(asked ?? "") ? Number(asked) : 0;
  return size > 0 ? Math.min(size, MAX_SIZE) : DEFAULT_SIZE;
}

function pageNumber(asked: string | undefined, pages: number): number {
  if (asked === undefined) return 1;
  if (asked === "last") return pages;
  const page = /^\s*\+?\d+\s*$/.test(asked) ? Number(asked) : 0;
  if (page < 1 || page > pages) throw new Refusal(404, { detail: message("invalidPage") });
  return page;
}

/** The same request for another page; parameters in the order of their names, as there. */
function neighbour(url: URL, page: number): string {
  const other = new URL(url);
  if (page === 1) other.searchParams.delete("page");
  else other.searchParams.set("page", String(page));
  other.searchParams.sort();
  return other.toString();
}
