import type * as pulumi from "@pulumi/pulumi";
import type { Visibility } from "../backends/domain";
import type { Adopt, Mode, OnRemove, RemovalLimit } from "../configuration/choices";
import type { NodeArgs } from "../resources/node";
import type { NodeRef, UserRef } from "../resources/refs";
import type { PeopleFile } from "./people/options";
import type { PlannedPerson } from "./tree/planned";
import type { Tree } from "./tree/tree";

/** The person whom a password is for. */
export type PersonOf = Pick<PlannedPerson, "key" | "username" | "name">;

/** Who may see a node of the tree: inputs of `Node`, whose nodes may go by their keys. */
export interface NodeVisibility extends Pick<NodeArgs, "visibility" | "visibleToUsers"> {
  /** The nodes whose people see it, with `visibility: "named"`: keys of the tree, else as a `Node` takes them. */
  visibleToNodes?: readonly NodeRef[];
}

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
  /**
   * Who may see nodes of the tree, by key. Not in a file: who edits the chart does not decide it.
   * @default everyone in the org, for a new node
   */
  visibility?: Readonly<Record<string, NodeVisibility>>;
  /**
   * More people than those whom the tree itself names: files that another system makes, by
   * `fromFile`. They say who belongs to all nodes of the kinds that they have columns for.
   */
  people?: PeopleFile | readonly PeopleFile[];
  /** The key of the org, on systems where the program chooses it; to take over an existing one. */
  uid?: pulumi.Input<string>;
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

/** What the program decides beside a tree that is one resource. */
export interface BulkOrgTreePolicy extends Omit<
  OrgTreePolicy,
  "initialPassword" | "users" | "visibility"
> {
  /**
   * Whether nodes, people and memberships are one resource in place of one each: for hundreds of people
   * and more.
   * @default false
   */
  bulk: true;
  /**
   * A secret from which the first password of each new person is made: as {@link initialPasswordOf} tells
   * it. Written once.
   * @default none: nobody can log in until they have one
   */
  initialPasswordSecret?: pulumi.Input<string>;
  /**
   * Who may see nodes of the tree, by key: nodes by their keys or ids, people by their usernames.
   * @default everyone in the org, for a new node
   */
  visibility?: Readonly<Record<string, PlainVisibility>>;
  /**
   * How many days people who leave the tree are kept, locked out and in no node, before they are
   * deleted. Who comes back until then is the same person.
   * @default 0
   */
  graceDays?: pulumi.Input<number>;
}

/** Who may see a node, without outputs. */
export interface PlainVisibility {
  readonly visibility?: Visibility;
  readonly visibleToNodes?: readonly string[];
  readonly visibleToUsers?: readonly string[];
}

/** Where a tree is: a literal, or the path of a YAML or JSON file from the program's folder. */
export type OrgTreeSource = { tree: Tree; file?: undefined } | { file: string; tree?: undefined };

/** Inputs of an {@link OrgTree}. */
export type OrgTreeArgs =
  (OrgTreePolicy & OrgTreeSource & { bulk?: false }) | (BulkOrgTreePolicy & OrgTreeSource);
