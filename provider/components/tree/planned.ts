import type { NodeKind } from "../../backends/domain";
import type { Path } from "./problem";
import type { Group, Person } from "./tree";

/** One node to make. Parents come before those below them. */
export interface PlannedNode extends Omit<Group, "people"> {
  readonly key: string;
  readonly previously: readonly string[];
  readonly kind: NodeKind;
  /** Key of the node above; none is the root of the kind. */
  readonly parent: string | undefined;
  /** Keys of its people; `undefined` is not managed. */
  readonly people: readonly string[] | undefined;
  readonly path: Path;
}

/** One person to make. */
export interface PlannedPerson extends Person {
  readonly key: string;
  readonly previously: readonly string[];
  readonly username: string;
  readonly path: Path;
}

/** A tree without its shape: what to make, each under its key. */
export interface Plan {
  /** Name of the org. */
  readonly org: string;
  readonly nodes: readonly PlannedNode[];
  readonly people: readonly PlannedPerson[];
}
