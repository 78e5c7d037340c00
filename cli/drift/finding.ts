import { createHash } from "node:crypto";
import { adviceFor } from "./advice";
import type { Finding } from "./report";

const ID_LENGTH = 12;

/** What is found, before it has an id and advice. */
export type Found = Omit<Finding, "id" | "advice">;

/**
 * Completes a finding. Its id hangs on what it is about and on nothing that changes meanwhile: what
 * is declared goes by its resource, what nobody declared by the backend's own ids.
 *
 * @param isExact whether it is in a list that the program keeps exact
 */
export function finding(found: Found, isExact = false): Finding {
  const { category, kind, urn, org, object, list, member } = found;
  const isDeclared = category === "changed" || category === "missing";
  const about = isDeclared ? [urn] : [org, object, list, member];
  const id = createHash("sha256")
    .update(JSON.stringify([category, kind, ...about]))
    .digest("hex")
    .slice(0, ID_LENGTH);
  return { id, ...found, advice: adviceFor(found, isExact) };
}

/** By place, then by what it is. */
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
