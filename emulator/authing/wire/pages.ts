/** The body of a paged listing, or of one that is whole. */
export interface Paged<T> {
  totalCount: number;
  list: T[];
}

/** A listing that is not paged. */
export const wholeOf = <T>(list: T[]): Paged<T> => ({ totalCount: list.length, list });

type Paging = { page: number; limit: number };

/** One page of what is all at hand, each entry as it is shown. */
export function pageOf<S>(all: S[], paging: Paging): Paged<S>;
export function pageOf<S, T>(all: S[], paging: Paging, view: (entry: S) => T): Paged<T>;
export function pageOf<S>(
  all: S[],
  { page, limit }: Paging,
  view: (entry: S) => unknown = (entry) => entry,
): Paged<unknown> {
  const list = all.slice((page - 1) * limit, page * limit).map(view);
  return { totalCount: all.length, list };
}
