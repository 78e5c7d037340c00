// Made from provider/kinds by `npm run generate`: change it there.
import type * as pulumi from "@pulumi/pulumi";
import type { MemberMap, Mode, RemovalLimit } from "../configuration/choices";
import type { NodeRef, UserEntry } from "./refs";
import { IdentityResource, type Form } from "./identity-resource";

/** Inputs of {@link NodeMembers}. */
export interface NodeMembersArgs {
  /** Whose members. Can't change in place. */
  node: NodeRef;
  /** Who belongs to it; `[]` is nobody. For a while: `{ user: ada, until: "2026-12-31" }`. */
  users: pulumi.Input<UserEntry[]>;
  /**
   * `exact`: these and nobody else. `additive`: these at least. `observe`: nothing is written, only
   * read. An apply removes only those whom its plan showed.
   * @default "additive"
   */
  mode?: pulumi.Input<Mode>;
  /**
   * How many people one apply may take out: a number, or a share such as `"25%"`.
   * @default `identity:removalLimit`, else the larger of 3 and 25 %
   */
  removalLimit?: pulumi.Input<RemovalLimit>;
  /**
   * Whether an exact list may start with people whom it does not name. They stay until the next
   * apply, whose preview shows that they go.
   * @default `identity:adopt`, else "never"
   */
  adopt?: pulumi.Input<"never" | "ifExists">;
  /**
   * Whether the order of `users` counts.
   * @default false
   */
  ordered?: pulumi.Input<boolean>;
  /**
   * Whether a change of `node` may replace the list.
   * @default false
   */
  allowReplace?: pulumi.Input<boolean>;
}

/**
 * The people of one node. The id is the node's.
 *
 * @example
 * ```ts
 * new NodeMembers("platform-people", { node: platform, users: [ada, "grace"], mode: "exact" });
 * ```
 */
export class NodeMembers extends IdentityResource<"NodeMembers"> {
  declare readonly node: pulumi.Output<string>;
  /**
   * A map keyed by username; the value is the place in an ordered list, else `"member"`, or `"until
   * 2026-12-31"`.
   */
  declare readonly users: pulumi.Output<MemberMap>;
  declare readonly mode: pulumi.Output<Mode | undefined>;
  /** The org of the node, where this program knows it. */
  declare readonly org: pulumi.Output<string | undefined>;
  /** Usernames of members whom the program does not name. */
  declare readonly unmanaged: pulumi.Output<string[]>;

  constructor(name: string, args: NodeMembersArgs, opts?: pulumi.CustomResourceOptions) {
    super("NodeMembers", name, { ...args }, form, opts);
  }

  /**
   * Reads who is in a node, by its id: nothing of it is managed, and a destroy leaves it.
   *
   * @example
   * ```ts
   * const people = NodeMembers.get("platform-people", "d_platform");
   * ```
   */
  static get(
    name: string,
    id: pulumi.Input<string>,
    opts?: pulumi.CustomResourceOptions,
  ): NodeMembers {
    return new NodeMembers(name, {} as NodeMembersArgs, { ...opts, id });
  }
}

const form: Form<NodeMembers> = {
  outputs: {
    node: "declared",
    users: "declared",
    mode: "declared",
    org: "found",
    unmanaged: "found",
  },
  names: { node: "node", users: ["user"] },
  secrets: [],
};
