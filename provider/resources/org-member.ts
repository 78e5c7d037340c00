// Made from provider/kinds by `npm run generate`: change it there.
import type * as pulumi from "@pulumi/pulumi";
import type { OrgRef, UserRef } from "./refs";
import { IdentityResource, type Form } from "./identity-resource";

/** Inputs of {@link OrgMember}. */
export interface OrgMemberArgs {
  /** Whose member. Can't change in place. */
  org: OrgRef;
  /** Who. Can't change in place. */
  user: UserRef;
  /** The address in this org, at most 255 characters; `null` clears it. Their own is the User's. */
  email?: pulumi.Input<string | null>;
  /** At most 255 characters; `null` clears it. */
  employeeNumber?: pulumi.Input<string | null>;
  /** At most 255 characters; `null` clears it. */
  position?: pulumi.Input<string | null>;
  /**
   * A date, `2026-03-01`, or a time in ISO 8601, `2026-03-01T09:00:00Z`. Without an offset it is
   * read in the server's, on ArkID `+08:00`. `null` clears it.
   */
  hireDate?: pulumi.Input<string | null>;
  /** At most 512 characters; `null` clears it. */
  description?: pulumi.Input<string | null>;
  /**
   * Whether a change of `org` or `user` may replace the membership.
   * @default false
   */
  allowReplace?: pulumi.Input<boolean>;
}

/**
 * What an org keeps of one member. A create makes them a member where they are none. A delete
 * takes them out of the org, unless they are in one of its nodes, or its owner: then it clears
 * what was declared. The id is `<oid>/<username>`.
 *
 * @example
 * ```ts
 * new OrgMember("ada-at-acme", { org: acme, user: ada, position: "Engineer", hireDate: "2026-03-01" });
 * ```
 */
export class OrgMember extends IdentityResource<"OrgMember"> {
  declare readonly org: pulumi.Output<string>;
  declare readonly user: pulumi.Output<string>;
  declare readonly email: pulumi.Output<string | null | undefined>;
  declare readonly employeeNumber: pulumi.Output<string | null | undefined>;
  declare readonly position: pulumi.Output<string | null | undefined>;
  declare readonly hireDate: pulumi.Output<string | null | undefined>;
  declare readonly description: pulumi.Output<string | null | undefined>;

  constructor(name: string, args: OrgMemberArgs, opts?: pulumi.CustomResourceOptions) {
    super("OrgMember", name, { ...args }, form, opts);
  }

  /**
   * Reads what an org keeps of a member, by `<oid>/<username>`: nothing of it is managed, and a
   * destroy leaves it.
   *
   * @example
   * ```ts
   * const ada = OrgMember.get("ada-at-acme", pulumi.interpolate`${acme.id}/adalovelace`);
   * ```
   */
  static get(
    name: string,
    id: pulumi.Input<string>,
    opts?: pulumi.CustomResourceOptions,
  ): OrgMember {
    return new OrgMember(name, {} as OrgMemberArgs, { ...opts, id });
  }
}

const form: Form<OrgMember> = {
  outputs: {
    org: "declared",
    user: "declared",
    email: "declared",
    employeeNumber: "declared",
    position: "declared",
    hireDate: "declared",
    description: "declared",
  },
  names: { org: "org", user: "user" },
  secrets: [],
};
