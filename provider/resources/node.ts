// Made from provider/kinds by `npm run generate`: change it there.
import type * as pulumi from "@pulumi/pulumi";
import type { NodeKind, Visibility } from "../backends/domain";
import type { Adopt, NameMap } from "../configuration/choices";
import type { AppRef, NodeRef, OrgRef, PermRef, UserRef } from "./refs";
import { IdentityResource, type Form } from "./identity-resource";

/** What the people of a manager group manage. A list that is not declared is left alone. */
export interface ManagerGroupArgs {
  /** Which nodes, with `scope: "named"`; `[]` is none. */
  nodes?: pulumi.Input<NodeRef[]>;
  /** Which people, with `scope: "named"`; `[]` is nobody. */
  users?: pulumi.Input<UserRef[]>;
  /** Which apps, or their ids. */
  apps?: pulumi.Input<AppRef[]>;
  /** What else they may do. */
  perms?: pulumi.Input<PermRef[]>;
  /**
   * `own`: the nodes that a manager is in. `named`: the `nodes` and `users` named here.
   * @default "own" for a new group
   */
  scope?: pulumi.Input<"own" | "named">;
}

/** Inputs of {@link Node}. */
export interface NodeArgs {
  /** The org that the node belongs to. Can't change in place. */
  org: OrgRef;
  /** What it is. Can't change in place. */
  kind: pulumi.Input<NodeKind>;
  /** What people call it, at most 255 characters. Renaming is an update; names may repeat. */
  name: pulumi.Input<string>;
  /**
   * The node above, of the same org and kind. Another one moves the node with all that is in it.
   * Left out, a new node goes below the root, and an existing one stays where it is.
   * @default `org.root(kind)`
   */
  parent?: NodeRef;
  /**
   * The key that the id is made of: `d_<uid>` or `g_<uid>`; letters, digits, `_` and `-`. Can't
   * change.
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
   * Whether a delete of the resource deletes the node, or keeps it on the server as it is. Applied
   * before it counts.
   * @default `identity:onRemove`, where that is `keep`, else "delete"
   */
  onRemove?: pulumi.Input<"delete" | "keep">;
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

/**
 * What is declared of it, as outputs have it: What the people of a manager group manage. A list
 * that is not declared is left alone.
 */
export interface ManagerGroupView {
  readonly nodes?: NameMap;
  readonly users?: NameMap;
  readonly apps?: NameMap;
  readonly perms?: NameMap;
  readonly scope?: "own" | "named";
}

/**
 * A department, group, role, label or the like. Its id is `d_<uid>` for departments, else
 * `g_<uid>`.
 *
 * @example
 * ```ts
 * const engineering = new Node("engineering", { org: acme, kind: "department", name: "Engineering" });
 * const platform = new Node("platform", { org: acme, kind: "department", parent: engineering, name: "Platform" });
 * ```
 */
export class Node extends IdentityResource<"Node"> {
  declare readonly org: pulumi.Output<string>;
  declare readonly kind: pulumi.Output<NodeKind>;
  declare readonly name: pulumi.Output<string>;
  declare readonly parent: pulumi.Output<string | undefined>;
  declare readonly uid: pulumi.Output<string>;
  declare readonly description: pulumi.Output<string | null | undefined>;
  declare readonly acceptsMembers: pulumi.Output<boolean | undefined>;
  declare readonly visibility: pulumi.Output<Visibility | undefined>;
  /** Maps keyed by id, so that a preview shows which one comes and which goes. */
  declare readonly visibleToNodes: pulumi.Output<NameMap | undefined>;
  declare readonly visibleToUsers: pulumi.Output<NameMap | undefined>;
  /** What is declared of it, its lists as maps keyed by id. */
  declare readonly managerGroup: pulumi.Output<ManagerGroupView | undefined>;
  /** The server's own number for this node. */
  declare readonly nodeId: pulumi.Output<string>;
  /** Id of the node above, also where none is declared. */
  declare readonly parentUid: pulumi.Output<string>;

  constructor(name: string, args: NodeArgs, opts?: pulumi.CustomResourceOptions) {
    super("Node", name, { ...args }, form, opts);
  }

  /**
   * Reads an existing node, by its id: nothing of it is managed, and a destroy leaves it.
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

const form: Form<Node> = {
  outputs: {
    org: "declared",
    kind: "declared",
    name: "declared",
    parent: "declared",
    uid: "found",
    description: "declared",
    acceptsMembers: "declared",
    visibility: "declared",
    visibleToNodes: "declared",
    visibleToUsers: "declared",
    managerGroup: "declared",
    nodeId: "found",
    parentUid: "found",
  },
  names: {
    org: "org",
    parent: "node",
    visibleToNodes: ["node"],
    visibleToUsers: ["user"],
    managerGroup: { nodes: ["node"], users: ["user"], apps: ["app"], perms: ["perm"] },
  },
  secrets: [],
};
