import * as pulumi from "@pulumi/pulumi";
import type { Adopt, OnRemove, RemovalLimit } from "../configuration/choices";

/** The settings of the stack's `identity:*`, for one explicit provider. */
export interface ConnectionArgs {
  /** URL of the server, such as `https://id.acme.example`. */
  url: pulumi.Input<string>;
  username?: pulumi.Input<string>;
  /** Always a secret. */
  password?: pulumi.Input<string>;
  /** In place of username and password. Always a secret. */
  token?: pulumi.Input<string>;
  /** @default "arkid" */
  backend?: pulumi.Input<string>;
  /**
   * Seconds for one request, -1 for no limit.
   * @default 60
   */
  timeout?: pulumi.Input<number>;
  /**
   * Requests under way at once.
   * @default 8
   */
  concurrency?: pulumi.Input<number>;
  /** @default "never" */
  adopt?: pulumi.Input<Adopt>;
  /** @default the larger of 3 and 25 % */
  removalLimit?: pulumi.Input<RemovalLimit>;
  /**
   * How many of the stack's people one run may delete or suspend: all who leave, or none of them.
   * @default the larger of 3 and 10 %
   */
  userDeleteLimit?: pulumi.Input<RemovalLimit>;
  /** @default "delete" */
  onRemove?: pulumi.Input<OnRemove>;
  /** Language of the server's messages: `zh` or `en`. */
  language?: pulumi.Input<string>;
  /** Path of a PEM file with the authority that signed the server's certificate. */
  caFile?: pulumi.Input<string>;
  /** @default true */
  verify?: pulumi.Input<boolean>;
  /** @default true */
  batching?: pulumi.Input<boolean>;
  /** @default the URL, and on Authing the user pool */
  tenant?: pulumi.Input<string>;
  /** The tenant's former name, as the state has it. */
  tenantMoved?: pulumi.Input<string>;
}

/**
 * An explicit provider: several tenants in one program, each with a process of its own.
 *
 * @example
 * ```ts
 * const eu = new Connection("eu", { url: "https://eu.acme.example", username: "iac", password });
 * new Org("acme-eu", { name: "Acme EU" }, { provider: eu });
 * ```
 */
export class Connection extends pulumi.ProviderResource {
  constructor(name: string, args: ConnectionArgs, opts?: pulumi.ResourceOptions) {
    super("pulumi-nodejs", name, settings(args), opts);
  }
}

const SECRETS = new Set(["password", "token"]);

/** As the engine passes settings to a provider: texts under `identity:<name>`. */
function settings(args: ConnectionArgs): pulumi.Inputs {
  const given = Object.entries(args).filter(([, value]) => value !== undefined);
  return Object.fromEntries(
    given.map(([name, value]: [string, pulumi.Input<string | number | boolean>]) => {
      const text = pulumi.output(value).apply((known) => String(known));
      return [`identity:${name}`, SECRETS.has(name) ? pulumi.secret(text) : text];
    }),
  );
}
