import type { KindName, Part } from "../../provider/inspect";
import { printable } from "../../provider/printable";

/** Something that could not be seen. */
export interface Gap {
  readonly org?: string;
  /** A part of the snapshot, or what could not be read: the kind of a resource, or a whole tree. */
  readonly part: Part | KindName | "OrgTree";
  /** Which object, where it is one. */
  readonly id?: string;
  /** A clause that names the missing right or what failed. */
  readonly reason: string;
}

/** Gaps that differ in nothing but the object count as one. */
export function gapsIn(
  unseen: readonly Gap[],
): { readonly text: string; readonly count: number }[] {
  const counts = new Map<string, { first: Gap; count: number }>();
  for (const gap of unseen) {
    const key = JSON.stringify([gap.org, gap.part, gap.reason.replaceAll(gap.id ?? "", "")]);
    const known = counts.get(key);
    counts.set(key, { first: known?.first ?? gap, count: (known?.count ?? 0) + 1 });
  }
  return [...counts.values()].map(({ first, count }) => ({ text: gapOf(first, count), count }));
}

function gapOf({ part, id, org, reason }: Gap, count: number): string {
  const where = org === undefined ? "" : ` of org ${org}`;
  const which = id === undefined ? "" : ` ${id}`;
  const more = count > 1 ? ` and ${count - 1} more` : "";
  return printable(`${part}${which}${more}${where}: ${reason}`);
}
