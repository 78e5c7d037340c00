// Made from provider/kinds by `npm run generate`: change it there.
import type * as pulumi from "@pulumi/pulumi";
import type { MemberMap, Mode, RemovalLimit } from "../configuration/choices";
import type { NodeEntry, PermRef, UserEntry } from "./refs";
import { IdentityResource, type Form } from "./identity-resource";

/** Inputs of {@link PermGrants}. */
export interface PermGrantsArgs {
  /** Whose grants: a `Perm`, its id, or the `accessPerm` of an app. Can't change in place. */
  perm: PermRef;
  /** Who has it themselves; `[]` is nobody. For a while: `{ user: ada, until: "2026-12-31" }`. */
  users?: pulumi.Input<UserEntry[]>;
  /**
   * Which nodes' people have it, those of the nodes below too; `[]` is none. For a while: `{ node:
   * platform, until: "2026-12-31" }`.
   */
  nodes?: pulumi.Input<NodeEntry[]>;
  /**
   * Who does not have it, whatever their nodes have. For a while: `{ user: ada, until: "2026-12-31"
   * }`.
   */
  denyUsers?: pulumi.Input<UserEntry[]>;
  /**
   * Which nodes' people do not have it by their node. For a while: `{ node: platform, until:
   * "2026-12-31" }`.
   */
  denyNodes?: pulumi.Input<NodeEntry[]>;
  /**
   * Of each list that is given: `exact`: these and nobody else. `additive`: these at least.
   * `observe`: nothing is written, only read. An apply removes only those whom its plan showed.
   * @default "additive"
   */
  mode?: pulumi.Input<Mode>;
  /**
   * How many grants one apply may remove from all lists together: a number, or a share such as
   * `"25%"`.
   * @default `identity:removalLimit`, else the larger of 3 and 25 %
   */
  removalLimit?: pulumi.Input<RemovalLimit>;
  /**
   * Whether an exact list may start with grants that it does not name. They stay until the next
   * apply, whose preview shows that they go.
   * @default `identity:adopt`, else "never"
   */
  adopt?: pulumi.Input<"never" | "ifExists">;
  /**
   * Whether a change of `perm` may replace the lists.
   * @default false
   */
  allowReplace?: pulumi.Input<boolean>;
}

/**
 * What is declared of it, as outputs have it: Names by list; lists that are not managed are left
 * out.
 */
export interface UnmanagedGrants {
  readonly users?: string[];
  readonly nodes?: string[];
  readonly denyUsers?: string[];
  readonly denyNodes?: string[];
}

/**
 * Who has a perm, and who is denied it: one list at least; a list that is left out is left alone.
 * The id is the perm's. Only what is granted to somebody themselves counts, not what people
 * inherit from their nodes.
 *
 * @example
 * ```ts
 * new PermGrants("deployers", { perm: deploy, nodes: [platform], denyUsers: ["mallory"], mode: "exact" });
 * new PermGrants("ci-users", { perm: ci.accessPerm, nodes: [acme.root("department")] });
 * ```
 */
export class PermGrants extends IdentityResource<"PermGrants"> {
  declare readonly perm: pulumi.Output<string>;
  /** A map keyed by username or node id; the value is `"member"`, or `"until 2026-12-31"`. */
  declare readonly users: pulumi.Output<MemberMap | undefined>;
  /** A map keyed by username or node id; the value is `"member"`, or `"until 2026-12-31"`. */
  declare readonly nodes: pulumi.Output<MemberMap | undefined>;
  /** A map keyed by username or node id; the value is `"member"`, or `"until 2026-12-31"`. */
  declare readonly denyUsers: pulumi.Output<MemberMap | undefined>;
  /** A map keyed by username or node id; the value is `"member"`, or `"until 2026-12-31"`. */
  declare readonly denyNodes: pulumi.Output<MemberMap | undefined>;
  declare readonly mode: pulumi.Output<Mode | undefined>;
  /** Who is in a list and not named by the program. */
  declare readonly unmanaged: pulumi.Output<UnmanagedGrants>;

  constructor(name: string, args: PermGrantsArgs, opts?: pulumi.CustomResourceOptions) {
    super("PermGrants", name, { ...args }, form, opts);
  }

  /**
   * Reads who has a perm and who is denied it, by the perm's id: nothing of it is managed, and a
   * destroy leaves it.
   *
   * @example
   * ```ts
   * const users = PermGrants.get("ci-users", ci.accessPerm);
   * ```
   */
  static get(
    name: string,
    id: pulumi.Input<string>,
    opts?: pulumi.CustomResourceOptions,
  ): PermGrants {
    return new PermGrants(name, {} as PermGrantsArgs, { ...opts, id });
  }
}

const form: Form<PermGrants> = {
  outputs: {
    perm: "declared",
    users: "declared",
    nodes: "declared",
    denyUsers: "declared",
    denyNodes: "declared",
    mode: "declared",
    unmanaged: "found",
  },
  names: {
    perm: "perm",
    users: ["user"],
    nodes: ["node"],
    denyUsers: ["user"],
    denyNodes: ["node"],
  },
  secrets: [],
};
