// Made from provider/kinds by `npm run generate`: change it there.
import type * as pulumi from "@pulumi/pulumi";
import { type NodeKind, rootOf } from "../backends/domain";
import type { Adopt } from "../configuration/choices";
import { derived } from "./derived";
import { IdentityResource, type Form } from "./identity-resource";

/** Inputs of {@link Org}. */
export interface OrgArgs {
  /** What people call it, 1 character at least. Renaming is an update. */
  name: pulumi.Input<string>;
  /**
   * The key, which is the id too, on systems where the program chooses it: letters, digits, `_` and
   * `-`. ArkID makes one up itself, and takes none. Can't change.
   * @default a slug of the resource's name and a hash
   */
  uid?: pulumi.Input<string>;
  /**
   * Whether a delete empties the org first: nodes and all that is below them. Applied before it
   * counts.
   * @default false
   */
  forceDestroy?: pulumi.Input<boolean>;
  /**
   * Whether a delete of the resource deletes the org, or keeps it on the server as it is. Applied
   * before it counts.
   * @default `identity:onRemove`, where that is `keep`, else "delete"
   */
  onRemove?: pulumi.Input<"delete" | "keep">;
  /**
   * What a create does when the caller has an org of this name (or key) already.
   * @default `identity:adopt`, else "never"
   */
  adopt?: pulumi.Input<Adopt>;
  /**
   * Whether a change of `uid` may replace the org, which loses all that is in it.
   * @default false
   */
  allowReplace?: pulumi.Input<boolean>;
}

/**
 * An organisation: what departments, groups, members and apps belong to. Its id is the server's,
 * or the `uid`.
 *
 * @example
 * ```ts
 * const acme = new Org("acme", { name: "Acme" });
 * ```
 */
export class Org extends IdentityResource<"Org"> {
  declare readonly name: pulumi.Output<string>;
  declare readonly uid: pulumi.Output<string | undefined>;
  /** Username of the owner: whoever created it; empty where orgs have none. */
  declare readonly owner: pulumi.Output<string>;

  constructor(name: string, args: OrgArgs, opts?: pulumi.CustomResourceOptions) {
    super("Org", name, { ...args }, form, opts);
  }

  /** The root node of a kind, `<oid>/<kind>`: accepted wherever a node's id is. */
  root(kind: NodeKind): pulumi.Output<string> {
    return derived(this, (id) => rootOf(id, kind));
  }

  /**
   * Reads an existing org, by its oid: nothing of it is managed, and a destroy leaves it.
   *
   * @example
   * ```ts
   * const acme = Org.get("acme", "b6aad2a8-ff2f-4554-9d88-49d4bb1e4340");
   * ```
   */
  static get(name: string, id: pulumi.Input<string>, opts?: pulumi.CustomResourceOptions): Org {
    return new Org(name, {} as OrgArgs, { ...opts, id });
  }
}

const form: Form<Org> = {
  outputs: { name: "declared", uid: "found", owner: "found" },
  names: {},
  secrets: [],
};
