import * as pulumi from "@pulumi/pulumi";
import type { NodeKind } from "../domain";
import type { Adopt } from "../choices";
import { IdentityResource, unknownArgs } from "./identity-resource";

/** Inputs of an {@link Org}. */
export interface OrgArgs {
  /** What people call it, 1 character at least. Renaming is an update. */
  name: pulumi.Input<string>;
  /**
   * Whether a delete empties the org first: nodes and all that is below them. Applied before it counts.
   * @default false
   */
  forceDestroy?: pulumi.Input<boolean>;
  /**
   * What a create does when the caller has an org of this name already.
   * @default `identity:adopt`, else "never"
   */
  adopt?: pulumi.Input<Adopt>;
}

/**
 * An organisation: what departments, groups, members and apps belong to. Its id is the `oid`.
 *
 * @example
 * ```ts
 * const acme = new Org("acme", { name: "Acme" });
 * ```
 */
export class Org extends IdentityResource {
  declare readonly name: pulumi.Output<string>;
  /** Username of the owner: whoever created it. */
  declare readonly owner: pulumi.Output<string>;
  /** Ids of the root nodes; to refer to one use {@link root}, which every preview knows. */
  declare readonly rootDepartment: pulumi.Output<string>;
  declare readonly rootGroup: pulumi.Output<string>;
  declare readonly rootDirect: pulumi.Output<string>;
  declare readonly rootRole: pulumi.Output<string>;
  declare readonly rootLabel: pulumi.Output<string>;
  declare readonly rootManager: pulumi.Output<string>;

  constructor(name: string, args: OrgArgs, opts?: pulumi.CustomResourceOptions) {
    const outputs = {
      owner: undefined,
      rootDepartment: undefined,
      rootGroup: undefined,
      rootDirect: undefined,
      rootRole: undefined,
      rootLabel: undefined,
      rootManager: undefined,
    };
    super("Org", name, { ...args, ...outputs }, opts);
  }

  /** The root node of a kind, `<oid>/<kind>`: accepted wherever a node's id is. */
  root(kind: NodeKind): pulumi.Output<string> {
    return pulumi.interpolate`${this.id}/${kind}`;
  }

  /**
   * Reads an org that is there, by its oid: nothing of it is managed, and a destroy leaves it.
   *
   * @example
   * ```ts
   * const acme = Org.get("acme", "b6aad2a8-ff2f-4554-9d88-49d4bb1e4340");
   * ```
   */
  static get(name: string, id: pulumi.Input<string>, opts?: pulumi.CustomResourceOptions): Org {
    const args = unknownArgs<OrgArgs>("name");
    return new Org(name, args, { ...opts, id });
  }
}
