import type * as pulumi from "@pulumi/pulumi";
import { accessId } from "../backends/domain/access-id";
import type { Adopt } from "../configuration/choices";
import type { OauthArgs, SamlArgs } from "./app-protocols";
import { IdentityResource, type Outputs } from "./identity-resource";
import type { OrgRef } from "./refs";

/** Inputs of an {@link App}. What is left out is left alone: a protocol goes off only by `false`. */
export interface AppArgs {
  /** The org that the app belongs to. Can't change in place. */
  org: OrgRef;
  /**
   * The key, which is the id too: letters, digits, `_` and `-`; unique over all orgs of an ArkID
   * server. Can't change.
   * @default a slug of the resource's name and a hash
   */
  uid?: pulumi.Input<string>;
  /** What people call it, at most 255 characters. Renaming is an update. */
  name: pulumi.Input<string>;
  /** URL of a picture; `null` clears it. */
  logo?: pulumi.Input<string | null>;
  /** Free text; `null` clears it. */
  description?: pulumi.Input<string | null>;
  /** URL where its users begin, at most 512 characters; `null` clears it. */
  homepage?: pulumi.Input<string | null>;
  /** Whether everybody may use it, with or without its access perm. A new app says no. */
  allowAnyUser?: pulumi.Input<boolean>;
  /** OAuth 2.0: settings, or `false` for off, which ends the credentials. */
  oauth?: pulumi.Input<OauthArgs | false>;
  /** LDAP: on or off. */
  ldap?: pulumi.Input<boolean>;
  /** Plain HTTP, login by the API itself: on or off. */
  http?: pulumi.Input<boolean>;
  /** SAML 2.0: settings, or `false` for off. */
  saml?: pulumi.Input<SamlArgs | false>;
  /**
   * What a create does when the uid is taken. Adopting never touches credentials.
   * @default `identity:adopt`, else "never"
   */
  adopt?: pulumi.Input<Adopt>;
  /**
   * Whether a change of `org` or `uid` may replace the app, which loses credentials and grants.
   * @default false
   */
  allowReplace?: pulumi.Input<boolean>;
}

/**
 * An application that people log in to. Its id is the uid. A delete takes its perms along.
 *
 * @example
 * ```ts
 * const ci = new App("ci", { org: acme, name: "CI", oauth: { redirectUris: ["https://ci.acme.example/callback"] } });
 * new PermGrants("ci-users", { perm: ci.accessPerm, nodes: [engineering] });
 * export const secret = ci.clientSecret;
 * ```
 */
export class App extends IdentityResource {
  declare readonly org: pulumi.Output<string>;
  declare readonly uid: pulumi.Output<string>;
  declare readonly name: pulumi.Output<string>;
  declare readonly logo: pulumi.Output<string | null | undefined>;
  declare readonly description: pulumi.Output<string | null | undefined>;
  declare readonly homepage: pulumi.Output<string | null | undefined>;
  declare readonly allowAnyUser: pulumi.Output<boolean | undefined>;
  /** The server's own number for this app. */
  declare readonly appId: pulumi.Output<string>;
  /** The OAuth client's id, chosen by the server; undefined while OAuth is off. */
  declare readonly clientId: pulumi.Output<string | undefined>;
  /** The OAuth client's secret, chosen by the server. Always a secret. */
  declare readonly clientSecret: pulumi.Output<string | undefined>;

  constructor(name: string, args: AppArgs, opts?: pulumi.CustomResourceOptions) {
    super("App", name, { ...args }, outputs, withSecret(opts), { org: "org" });
  }

  /** The perm to use the app, `<app>/access`: accepted wherever a perm's id is, and always known. */
  get accessPerm(): pulumi.Output<string> {
    return this.id.apply(accessId);
  }

  /**
   * Reads an app that is there, by its uid: nothing of it is managed, and a destroy leaves it. ArkID
   * does not tell whose it is: there `org` is undefined.
   *
   * @example
   * ```ts
   * const wiki = App.get("wiki", "wiki");
   * ```
   */
  static get(name: string, id: pulumi.Input<string>, opts?: pulumi.CustomResourceOptions): App {
    return new App(name, {} as AppArgs, { ...opts, id });
  }
}

const outputs: Outputs<App, "accessPerm"> = {
  org: "declared",
  name: "declared",
  logo: "declared",
  description: "declared",
  homepage: "declared",
  allowAnyUser: "declared",
  uid: "found",
  appId: "found",
  clientId: "found",
  clientSecret: "found",
};

function withSecret(opts: pulumi.CustomResourceOptions = {}): pulumi.CustomResourceOptions {
  const others = opts.additionalSecretOutputs ?? [];
  return { ...opts, additionalSecretOutputs: ["clientSecret", ...others] };
}
