import { acts, type Change } from "../report";

/** What is lost for good comes first; then by where it is in the org, and what it does. */
export function inOrder(changes: readonly Change[], names: Readonly<Record<string, string>>) {
  const keyed = changes.map((change) => ({ change, key: keyOf(change, names) }));
  return keyed.sort((a, b) => compare(a.key, b.key)).map(({ change }) => change);
}

const GRAVE: readonly Change["what"][] = ["delete", "replace", "suspend"];

function keyOf({ what, object, who, node, kind }: Change, names: Readonly<Record<string, string>>) {
  const grave = GRAVE.indexOf(what);
  return [
    String(grave < 0 ? GRAVE.length : grave),
    kind === "User" ? "" : (names[object] ?? object),
    String(acts.indexOf(what)).padStart(2, "0"),
    names[node ?? ""] ?? node ?? "",
    who ?? "",
    object,
  ];
}

/** By code point, so that every machine has the same order. */
function compare(one: readonly string[], other: readonly string[]): number {
  const index = one.findIndex((text, at) => text !== other[at]);
  if (index < 0) return 0;
  return (one[index] ?? "") < (other[index] ?? "") ? -1 : 1;
}
