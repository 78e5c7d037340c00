import type { ChangedEntry } from "../../engine/changed";
import type { Values } from "../../engine/kind";
import type { Held } from "../../run/stack/held";
import { keyIn } from "./contents";
import type { Declaration } from "./declarations";

/** What a step does with one entry. */
export type Change = New | Changed<"update"> | Changed<"return"> | Gone;

interface New {
  readonly what: "create";
  readonly declaration: Declaration;
  readonly inputs: Values;
}

/** `return`: of a person who had left, and is not deleted yet. */
interface Changed<What> {
  readonly what: What;
  readonly declaration: Declaration;
  readonly held: Held;
  readonly inputs: Values;
  readonly entries: readonly ChangedEntry[];
}

/**
 * Declared no more. `leave`: a person who is locked out, and deleted later. `hand over`: one with whom
 * another resource of the program goes on, or another entry.
 */
export interface Gone {
  readonly what: "leave" | "delete" | "hand over";
  readonly held: Held;
  /** Who goes on with them. */
  readonly to?: string | undefined;
}

export const isGone = (change: Change): change is Gone => !("declaration" in change);

/** Where the contents have an entry. */
export function pathOf({
  kind,
  name,
}: Pick<Held, "kind" | "name">): readonly ["nodes" | "people", string] {
  const key = keyIn(name);
  if (kind === "User") return ["people", key];
  return ["nodes", kind === "NodeMembers" ? key.replace(/-people$/, "") : key];
}
