import type * as pulumi from "@pulumi/pulumi";
import type { ManagerGroup, NodeKind, Visibility } from "../backends/domain";
import type { Adopt, NameMap } from "../configuration/choices";
import { IdentityResource, type Outputs } from "./identity-resource";
import type { ManagerGroupArgs } from "./manager-group";
import type { Names } from "./references";
import type { NodeRef, OrgRef, UserRef } from "./refs";

/** Inputs of a {@link Node}. */
export interface NodeArgs {
  /** The org that the node belongs to. Can't change in place. */
  org: OrgRef;
  /** What it is. Can't change in place. */
  kind: pulumi.Input<NodeKind>;
  /** What people call it, at most 255 characters. Renaming is an update; names may repeat. */
  name: pulumi.Input<string>;
  /**
   * The node above, of the same org and kind. Another one moves the node with all that it holds.
   * Left out, a new node goes below the root, and an existing one stays where it is.
   * @default `org.root(kind)`
   */
  parent?: NodeRef;
  /**
   * The key that the id is made of: `d_<uid>` or `g_<uid>`; letters, digits, `_` and `-`. Can't change.
   * @default a slug of the resource's name and a hash
   */
  uid?: pulumi.Input<string>;
  /** Free text; `null` clears it. */
  description?: pulumi.Input<string | null>;
  /** Whether people may be members; departments always take them. */
  acceptsMembers?: pulumi.Input<boolean>;
  /**
   * Who sees it: `everyone` in the org, its `members`, `members-and-below`, those `named` by
   * `visibleToNodes` and `visibleToUsers`, `nobody`.
   * @default "everyone" for a new node
   */
  visibility?: pulumi.Input<Visibility>;
  /** The nodes whose people see it, with `visibility: "named"`; `[]` is none. */
  visibleToNodes?: pulumi.Input<NodeRef[]>;
  /** The people who see it, with `visibility: "named"`; `[]` is nobody. */
  visibleToUsers?: pulumi.Input<UserRef[]>;
  /** What its people manage; only of the kind `manager`, directly below that root. */
  managerGroup?: pulumi.Input<ManagerGroupArgs>;
  /**
   * Whether a delete first takes out members and removes the nodes below. Applied before it counts.
   * @default false
   */
  forceDestroy?: pulumi.Input<boolean>;
  /**
   * What a create does when the uid is taken.
   * @default `identity:adopt`, else "never"
   */
  adopt?: pulumi.Input<Adopt>;
  /**
   * Whether a change of `org`, `kind` or `uid` may replace the node.
   * @default false
   */
  allowReplace?: pulumi.Input<boolean>;
}

/** What is declared of a manager group, its lists as maps keyed by id. */
export type ManagerGroupView = Partial<
  Record<"nodes" | "users" | "apps" | "perms", NameMap> & Pick<ManagerGroup, "scope">
>;

/**
 * A department, group, role, label or the like. Its id is `d_<uid>` for departments, else `g_<uid>`.
 *
 * @example
 * ```ts
 * const engineering = new Node("engineering", { org: acme, kind: "department", name: "Engineering" });
 * const platform = new Node("platform", { org: acme, kind: "department", parent: engineering, name: "Platform" });
 * ```
 */
export class Node extends IdentityResource {
  declare readonly org: pulumi.Output<string>;
  declare readonly kind: pulumi.Output<NodeKind>;
  declare readonly name: pulumi.Output<string>;
  declare readonly uid: pulumi.Output<string>;
  declare readonly parent: pulumi.Output<string | undefined>;
  declare readonly description: pulumi.Output<string | null | undefined>;
  declare readonly acceptsMembers: pulumi.Output<boolean | undefined>;
  declare readonly visibility: pulumi.Output<Visibility | undefined>;
  /** Maps keyed by id, so that a preview shows which one comes and which goes. */
  declare readonly visibleToNodes: pulumi.Output<NameMap | undefined>;
  declare readonly visibleToUsers: pulumi.Output<NameMap | undefined>;
  declare readonly managerGroup: pulumi.Output<ManagerGroupView | undefined>;
  /** The server's own number for this node. */
  declare readonly nodeId: pulumi.Output<string>;
  /** Id of the node above, also where none is declared. */
  declare readonly parentUid: pulumi.Output<string>;

  constructor(name: string, args: NodeArgs, opts?: pulumi.CustomResourceOptions) {
    super("Node", name, { ...args }, outputs, opts, names);
  }

  /**
   * Reads a node that is there, by its id: nothing of it is managed, and a destroy leaves it.
   *
   * @example
   * ```ts
   * const platform = Node.get("platform", "d_platform");
   * ```
   */
  static get(name: string, id: pulumi.Input<string>, opts?: pulumi.CustomResourceOptions): Node {
    return new Node(name, {} as NodeArgs, { ...opts, id });
  }
}

const names: Names = {
  org: "org",
  parent: "node",
  visibleToNodes: ["node"],
  visibleToUsers: ["user"],
  managerGroup: { nodes: ["node"], users: ["user"], apps: ["app"], perms: ["perm"] },
};

const outputs: Outputs<Node> = {
  org: "declared",
  kind: "declared",
  name: "declared",
  parent: "declared",
  description: "declared",
  acceptsMembers: "declared",
  visibility: "declared",
  visibleToNodes: "declared",
  visibleToUsers: "declared",
  managerGroup: "declared",
  uid: "found",
  parentUid: "found",
  nodeId: "found",
};
