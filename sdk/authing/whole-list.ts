/** A list that is not paged, as servers answer it: bare, or as a page that holds all of it. */
type WholeList<T> =
  readonly T[] | { readonly list?: readonly T[] | null | undefined } | null | undefined;

const isBare = <T>(data: WholeList<T>): data is readonly T[] => Array.isArray(data);

/** Its entries, whichever form it came in; none where nothing came. */
export const wholeList = <T>(data: WholeList<T>): readonly T[] =>
  isBare(data) ? data : (data?.list ?? []);
