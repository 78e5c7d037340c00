import * as pulumi from "@pulumi/pulumi";

/** The kinds of resources, and the module behind each: paths that are in users' states for ever. */
const modules = {
  Org: "org",
  Node: "node",
  User: "user",
  NodeMembers: "node-members",
  OrgMember: "org-member",
  OrgMembers: "org-members",
  App: "app",
  Perm: "perm",
  PermGrants: "perm-grants",
} as const;

export type Kind = keyof typeof modules;

/**
 * The arguments of a resource that is only read: every property asked for, none given. One that is
 * not asked for would not be set on the resource.
 */
export function unknownArgs<Args>(...properties: (keyof Args & string)[]): Args {
  return Object.fromEntries(properties.map((property) => [property, undefined])) as Args;
}

/**
 * A dynamic resource whose provider is a constant text: nothing is serialized, the state stays small,
 * and a refresh or a delete of an old state runs the code of today.
 */
export abstract class IdentityResource extends pulumi.CustomResource {
  /** The server that holds the object: the origin of its URL, unless `identity:tenant` names it. */
  declare readonly tenant: pulumi.Output<string>;

  protected constructor(
    kind: Kind,
    name: string,
    props: pulumi.Inputs,
    opts: pulumi.CustomResourceOptions | undefined,
  ) {
    const provided = {
      ...props,
      logicalName: name,
      tenant: undefined,
      schema: undefined,
      __provider: `exports.handler=()=>require("pulumi-identity/dynamic/${modules[kind]}")`,
    };
    super(`pulumi-nodejs:dynamic/identity:${kind}`, name, provided, opts);
  }
}
