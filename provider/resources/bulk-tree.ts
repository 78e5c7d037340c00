import type * as pulumi from "@pulumi/pulumi";
import type { Adopt, Mode, OnRemove, RemovalLimit } from "../configuration/choices";
import { madeFrom } from "./derived";
import { IdentityResource, type Form } from "./identity-resource";
import { Program } from "./program";
import type { OrgRef } from "./refs";

/** What an `OrgTree` gives its one resource. */
export interface BulkTreeArgs {
  org: OrgRef;
  /** Its nodes and people: plain data, under their keys. */
  tree: object;
  initialPasswordSecret?: pulumi.Input<string>;
  mode?: pulumi.Input<Mode>;
  removalLimit?: pulumi.Input<RemovalLimit>;
  adopt?: pulumi.Input<Adopt>;
  onRemove?: pulumi.Input<OnRemove>;
  forceDestroy?: pulumi.Input<boolean>;
  graceDays?: pulumi.Input<number>;
}

/**
 * The nodes, people and memberships of an `OrgTree` as one resource: a preview names what
 * changes in it, entry by entry.
 */
export class BulkTree extends IdentityResource<"BulkTree"> {
  declare readonly org: pulumi.Output<string>;
  /** Ids of nodes by their keys. */
  declare readonly nodeIds: pulumi.Output<Readonly<Record<string, string>>>;

  /** @param keys by which texts of the program may name what it holds: `user ada` */
  constructor(
    name: string,
    args: BulkTreeArgs,
    keys: readonly string[],
    opts?: pulumi.CustomResourceOptions,
  ) {
    const tree = Program.current().form.contents(args.tree);
    super("BulkTree", name, { ...args, tree }, { ...form, keys }, opts);
  }

  /** The id of a node, by its key; for a preview it is the one that the node has or will have. */
  nodeId(key: string): pulumi.Output<string> {
    const id = this.nodeIds[key] as pulumi.Output<string>;
    return madeFrom(this, id, (label) =>
      label.replace(WHOLE, (_, name: string) => `Node "${name}/${key}"`),
    );
  }
}

/** The label of the whole, which a node's begins with. */
const WHOLE = /^BulkTree "(.*)"$/s;

const form: Form<BulkTree> = {
  outputs: { org: "declared", nodeIds: "found" },
  names: { org: "org" },
  secrets: ["initialPasswordSecret"],
};
