// Made from provider/kinds by `npm run generate`: change it there.
import type * as pulumi from "@pulumi/pulumi";
import type { Adopt } from "../configuration/choices";
import type { ScopeRef } from "./refs";
import { IdentityResource, type Form } from "./identity-resource";

/** Inputs of {@link Perm}. */
export interface PermArgs {
  /** The app or the org that it is about. Can't change in place. */
  scope: ScopeRef;
  /**
   * What people call it, at most 255 characters; one perm of a scope for a name. Renaming is an
   * update, after which the id still has the old name in it.
   */
  name: pulumi.Input<string>;
  /** Free text; `null` clears it. */
  description?: pulumi.Input<string | null>;
  /**
   * Whether a delete of the resource deletes the perm, or keeps it on the server as it is. Applied
   * before it counts.
   * @default `identity:onRemove`, where that is `keep`, else "delete"
   */
  onRemove?: pulumi.Input<"delete" | "keep">;
  /**
   * What a create does when the scope has a perm of this name.
   * @default `identity:adopt`, else "never"
   */
  adopt?: pulumi.Input<Adopt>;
  /**
   * Whether a change of `scope` may replace the perm, which loses its grants.
   * @default false
   */
  allowReplace?: pulumi.Input<boolean>;
}

/**
 * Something that people may be allowed to do in an app. Its id is chosen by the server.
 *
 * @example
 * ```ts
 * const deploy = new Perm("deploy", { scope: ci, name: "Deploy" });
 * ```
 */
export class Perm extends IdentityResource<"Perm"> {
  declare readonly scope: pulumi.Output<string>;
  declare readonly name: pulumi.Output<string>;
  declare readonly description: pulumi.Output<string | null | undefined>;
  /** The server's own number for this perm; undefined on Authing, which has none. */
  declare readonly permId: pulumi.Output<string | undefined>;

  constructor(name: string, args: PermArgs, opts?: pulumi.CustomResourceOptions) {
    super("Perm", name, { ...args }, form, opts);
  }

  /**
   * Reads an existing perm, by its id: nothing of it is managed, and a destroy leaves it.
   *
   * @example
   * ```ts
   * const deploy = Perm.get("deploy", "app_ci_deploy");
   * ```
   */
  static get(name: string, id: pulumi.Input<string>, opts?: pulumi.CustomResourceOptions): Perm {
    return new Perm(name, {} as PermArgs, { ...opts, id });
  }
}

const form: Form<Perm> = {
  outputs: { scope: "declared", name: "declared", description: "declared", permId: "found" },
  names: { scope: "scope" },
  secrets: [],
};
