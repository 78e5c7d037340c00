import type { Category } from "../../chart/category";
import { inWords } from "../../chart/marks";
import type { Category as Name } from "../../findings/finding";

/** How drift is marked in charts; what counts most comes first. */
export const drifted = [
  { name: "changed", sign: "~", tone: "amber" },
  { name: "missing", sign: "−", tone: "red" },
  { name: "overdue", sign: "!", tone: "violet" },
  { name: "unmanaged", sign: "+", tone: "blue" },
  { name: "tolerated", sign: "·", tone: "grey" },
] as const satisfies readonly (Category & { name: Name })[];

/** What a baseline accepts has no marks, and shows when somebody asks for it. */
export const accepted = { name: "accepted", sign: "", tone: "grey", isHidden: true } as const;

/** `2 changed, 1 missing`. */
export const countsInWords = (counts: Readonly<Record<Name, number>>): string =>
  inWords(counts, drifted);
