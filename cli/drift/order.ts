import type { Finding } from "../findings/finding";

/** By org and path, then by category and kind. */
export function inOrder(a: Finding, b: Finding): number {
  return compare(keyOf(a), keyOf(b));
}

const keyOf = ({ org = "", path, category, kind, object, member = "", id }: Finding) => [
  org,
  ...path,
  "",
  category,
  kind,
  object,
  member,
  id,
];

/** By code points, so that every machine has the same order. */
function compare(a: readonly string[], b: readonly string[]): number {
  for (const [index, one] of a.entries()) {
    const other = b[index];
    if (other === undefined) return 1;
    if (one !== other) return one < other ? -1 : 1;
  }
  return a.length - b.length;
}
