// Made by `npm run generate`.
import type * as pulumi from "@pulumi/pulumi";
import type { Adopt, OnRemove, RemovalLimit } from "../configuration/choices";

/** The settings of the stack's `identity:*`, for one explicit provider. */
export interface ConnectionArgs {
  /** URL of the server, such as `https://id.acme.example`. */
  url: pulumi.Input<string>;
  /**
   * The kind of server.
   * @default arkid
   */
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
  /**
   * For resources that don't say: `never`, `ifExists` or `only`.
   * @default never
   */
  adopt?: pulumi.Input<Adopt>;
  /**
   * How many people one apply may take out of one list: a number, or a share such as `10%`.
   * @default the larger of 3 and 25 %
   */
  removalLimit?: pulumi.Input<RemovalLimit>;
  /**
   * How many of the stack's people one run may delete or suspend (all who leave, or none of them): a
   * number, or a share such as `50%`.
   * @default the larger of 3 and 10 %
   */
  userDeleteLimit?: pulumi.Input<RemovalLimit>;
  /**
   * For users that don't say: `delete`, `suspend` or `keep`; `keep` also for orgs, nodes, apps and
   * perms, which are deleted else.
   * @default delete
   */
  onRemove?: pulumi.Input<OnRemove>;
  /**
   * Language of the server's messages: `zh` or `en`.
   * @default the server's
   */
  language?: pulumi.Input<string>;
  /** Path of a PEM file with the authority that signed the server's certificate. */
  caFile?: pulumi.Input<string>;
  /**
   * Whether a preview logs in, and looks up new names and what is adopted.
   * @default true
   */
  verify?: pulumi.Input<boolean>;
  /**
   * Whether many reads share a listing where that takes fewer requests.
   * @default true
   */
  batching?: pulumi.Input<boolean>;
  /**
   * The tenant's name in the state: another one stops a run before anything is lost.
   * @default the URL, and on Authing the user pool, on Keycloak the realm
   */
  tenant?: pulumi.Input<string>;
  /** The tenant's former name, as the state has it: such a state is accepted. */
  tenantMoved?: pulumi.Input<string>;
  /** Who asks: a system administrator, or for what they own an org's owner. Backend arkid, keycloak. */
  username?: pulumi.Input<string>;
  /** Their password. Backend arkid, keycloak. Always a secret. */
  password?: pulumi.Input<string>;
  /** In place of username and password. Backend arkid. Always a secret. */
  token?: pulumi.Input<string>;
  /** Id of an access key: the user pool's, or an administrator's. Backend authing. */
  accessKeyId?: pulumi.Input<string>;
  /** The access key's secret. Backend authing. Always a secret. */
  accessKeySecret?: pulumi.Input<string>;
  /** The realm, which is the org. Backend keycloak. */
  realm?: pulumi.Input<string>;
  /**
   * The client whose service account asks, or where somebody with a username signs in. Backend
   * keycloak.
   * @default with a username, admin-cli
   */
  clientId?: pulumi.Input<string>;
  /** The client's secret, for its service account. Backend keycloak. Always a secret. */
  clientSecret?: pulumi.Input<string>;
  /**
   * The realm that the client or the administrator is of. Backend keycloak.
   * @default the client: realm; an administrator: master
   */
  authRealm?: pulumi.Input<string>;
}

/** All else is kept as a secret: a misspelt password, too. */
export const openSettings: ReadonlySet<string> = new Set([
  "url",
  "backend",
  "timeout",
  "concurrency",
  "adopt",
  "removalLimit",
  "userDeleteLimit",
  "onRemove",
  "language",
  "caFile",
  "verify",
  "batching",
  "tenant",
  "tenantMoved",
  "username",
  "accessKeyId",
  "realm",
  "clientId",
  "authRealm",
]);

/** The backends where people are an org's own. */
export const backendsWithPeople: ReadonlySet<string> = new Set(["keycloak"]);
