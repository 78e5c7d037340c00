import type { NodeKind } from "../../backends/domain";
import type { Place } from "../../files/place";
import type { Path } from "../../files/problem";
import type { Group, Person } from "./tree";

/** One node to make. Parents come before those below them. */
export interface PlannedNode extends Omit<Group, "people"> {
  readonly key: string;
  readonly previously: readonly string[];
  readonly kind: NodeKind;
  /** Key of the node above; none is the root of the kind. */
  readonly parent: string | undefined;
  /** Its people; `undefined` is not managed. */
  readonly people: readonly PlannedMember[] | undefined;
  readonly path: Path;
}

/** Somebody in a node. */
export interface PlannedMember {
  /** Their key. */
  readonly person: string;
  /** Until when, as the tree gives it. */
  readonly until?: string | undefined;
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
  /** Where an entry or its property is written, of a tree or of people; `undefined` is the program. */
  readonly placeOf: (path: Path) => Place | undefined;
}
