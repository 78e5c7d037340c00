import type { KindName } from "../../provider/inspect";
import type { Finding } from "../findings/finding";

/** Which findings a report is about. */
export interface Filter {
  /** Patterns of paths whose findings are left out. */
  readonly ignore: readonly RegExp[];
  /** Kinds of resources; an empty list means all. */
  readonly only: readonly KindName[];
}

export const isFiltered = ({ ignore, only }: Filter): boolean => ignore.length + only.length > 0;

export function isWanted({ kind, path }: Finding, { ignore, only }: Filter): boolean {
  if (only.length > 0 && !only.includes(kind)) return false;
  const text = path.join("/");
  return !ignore.some((pattern) => pattern.test(text));
}

/** `*` is anything in one name, `**` anything at all, `?` one character. */
export function asPattern(glob: string): RegExp {
  const source = glob.replace(
    /\*\*|[*?]|[\\^$.|+()[\]{}]/g,
    (found) => MEANING[found] ?? `\\${found}`,
  );
  return new RegExp(`^${source}$`, "su");
}

const MEANING: Readonly<Record<string, string>> = { "**": ".*", "*": "[^/]*", "?": "[^/]" };
