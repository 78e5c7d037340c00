import type * as pulumi from "@pulumi/pulumi";
import type { Adopt, Mode, OnRemove, RemovalLimit } from "../configuration/choices";
import type { UserRef } from "../resources/refs";
import type { PlannedPerson } from "./tree/planned";
import type { Tree } from "./tree/tree";

/** The person whom a password is for. */
export type PersonOf = Pick<PlannedPerson, "key" | "username" | "name">;

/** What the program decides beside the tree. */
export interface OrgTreePolicy {
  /**
   * The first password of each person whom the tree makes: by username, or a function of the
   * person. Never in a file. Always a secret; written once.
   * @default none: nobody can log in until they have one
   */
  initialPassword?:
    | ((person: PersonOf) => pulumi.Input<string> | undefined)
    | Readonly<Record<string, pulumi.Input<string>>>;
  /** People whom the tree may name and does not make, by key. */
  users?: Readonly<Record<string, UserRef>>;
  /**
   * What the lists of people mean. `exact`: those of the tree and nobody else. `additive`: those at
   * least. `observe`: nothing is written, only read.
   * @default "additive"
   */
  mode?: pulumi.Input<Mode>;
  /**
   * How many people one apply may take out of one list: a number, or a share such as `"25%"`.
   * @default `identity:removalLimit`, else the larger of 3 and 25 %
   */
  removalLimit?: pulumi.Input<RemovalLimit>;
  /**
   * What a create does when the org, the node's `uid` or the username exists already.
   * @default `identity:adopt`, else "never"
   */
  adopt?: pulumi.Input<Adopt>;
  /**
   * What becomes of people who leave the tree. Applied before it counts.
   * @default `identity:onRemove`, else "delete"
   */
  onRemove?: pulumi.Input<OnRemove>;
  /**
   * Whether a delete of the org or of a node first empties it. Applied before it counts.
   * @default false
   */
  forceDestroy?: pulumi.Input<boolean>;
}

/**
 * Inputs of an {@link OrgTree}: a literal, or the path of a YAML or JSON file from the program's
 * folder.
 */
export type OrgTreeArgs = OrgTreePolicy &
  ({ tree: Tree; file?: undefined } | { file: string; tree?: undefined });
