// Made from provider/kinds by `npm run generate`: change it there.
import type * as pulumi from "@pulumi/pulumi";
import type { MemberMap, Mode, RemovalLimit } from "../configuration/choices";
import type { OrgRef, UserEntry } from "./refs";
import { IdentityResource, type Form } from "./identity-resource";

/** Inputs of {@link OrgMembers}. */
export interface OrgMembersArgs {
  /** Whose members. Can't change in place. */
  org: OrgRef;
  /**
   * Who belongs to it beside its owner, the people of its nodes and each OrgMember; `[]` is nobody.
   * For a while: `{ user: ada, until: "2026-12-31" }`.
   */
  users: pulumi.Input<UserEntry[]>;
  /**
   * `exact`: these and nobody else. `additive`: these at least. `observe`: nothing is written, only
   * read. An apply removes only those whom its plan showed, and never the owner, nor anybody who is
   * in a node of the org or an OrgMember.
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
   * Whether a change of `org` may replace the list.
   * @default false
   */
  allowReplace?: pulumi.Input<boolean>;
}

/**
 * The people of one org. The id is the org's. Who is in one of its nodes, or named by an
 * OrgMember, is in the org by that: they need not be named, are never unmanaged, and leave only
 * after they have left these.
 *
 * @example
 * ```ts
 * new OrgMembers("acme-people", { org: acme, users: [ada, "grace"], mode: "exact" });
 * ```
 */
export class OrgMembers extends IdentityResource<"OrgMembers"> {
  declare readonly org: pulumi.Output<string>;
  /** A map keyed by username; the value is `"member"`, or `"until 2026-12-31"`. */
  declare readonly users: pulumi.Output<MemberMap>;
  declare readonly mode: pulumi.Output<Mode | undefined>;
  /** Usernames of members whom the program does not name, and who are in no node. */
  declare readonly unmanaged: pulumi.Output<string[]>;

  constructor(name: string, args: OrgMembersArgs, opts?: pulumi.CustomResourceOptions) {
    super("OrgMembers", name, { ...args }, form, opts);
  }

  /**
   * Reads who is in an org, by its oid: nothing of it is managed, and a destroy leaves it.
   *
   * @example
   * ```ts
   * const people = OrgMembers.get("acme-people", acme.id);
   * ```
   */
  static get(
    name: string,
    id: pulumi.Input<string>,
    opts?: pulumi.CustomResourceOptions,
  ): OrgMembers {
    return new OrgMembers(name, {} as OrgMembersArgs, { ...opts, id });
  }
}

const form: Form<OrgMembers> = {
  outputs: { org: "declared", users: "declared", mode: "declared", unmanaged: "found" },
  names: { org: "org", users: ["user"] },
  secrets: [],
};
