import type { KindName, Values } from "../../../provider/inspect";
import type { Told } from "./told";

/** What a preview does with one resource of ours. */
export interface PlanStep {
  /** A replacement is one step. */
  readonly op: "same" | "create" | "update" | "replace" | "delete";
  readonly kind: KindName;
  readonly urn: string;
  /** The name in the program. */
  readonly name: string;
  /** As it is in the state; absent for a create. */
  readonly old?: OldResource;
  /** What the program declares, checked; absent for a delete. A secret is `[secret]`. */
  readonly inputs?: Values;
  /** By property, what its value waits for. */
  readonly waitsFor: Readonly<Record<string, readonly string[]>>;
  /** Properties that differ, as far as the engine compares them. */
  readonly differs: readonly string[];
  /** `index.ts:12`, from the program's folder. */
  readonly source?: string | undefined;
  /** Reference of the provider resource: whose connection it is. */
  readonly provider: string;
  /** What only the preview itself knew. */
  readonly told: Told;
  /** URN of the bulk resource that holds it; none is the engine's own. */
  readonly heldBy?: string;
  /** The id of what a resource of its own had before, and which goes on in a bulk resource. */
  readonly takesOver?: string;
  /** Of a person who is locked out first, and deleted later: a delete, or an update of who returns. */
  readonly departure?: "begins" | "ends" | "undone";
  /** How many days there are between the two. */
  readonly graceDays?: number;
}

/** A resource in the state. */
export interface OldResource {
  readonly id: string;
  readonly inputs: Values;
  readonly outputs: Values;
  /** A delete leaves the object on the server. */
  readonly isRetained: boolean;
}

/** What a value is that the engine does not show. */
export const HIDDEN = "[secret]";

/** What the steps of an engine are here. */
export const OPS: Readonly<Record<string, PlanStep["op"]>> = {
  same: "same",
  create: "create",
  import: "create",
  update: "update",
  delete: "delete",
  replace: "replace",
  // What a replacement that was interrupted has left.
  "delete-replaced": "delete",
};
