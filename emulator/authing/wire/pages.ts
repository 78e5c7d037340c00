/** The body of a paged listing. */
export interface Paged<T> {
  totalCount: number;
  list: T[];
}

/** One page of what is all at hand. */
export function pageOf<T>(all: T[], { page, limit }: { page: number; limit: number }): Paged<T> {
  return { totalCount: all.length, list: all.slice((page - 1) * limit, page * limit) };
}
