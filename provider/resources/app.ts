// Made from provider/kinds by `npm run generate`: change it there.
import type * as pulumi from "@pulumi/pulumi";
import { type ClientType, type GrantType, accessId } from "../backends/domain";
import type { Adopt } from "../configuration/choices";
import { derived } from "./derived";
import type { OrgRef } from "./refs";
import { IdentityResource, type Form } from "./identity-resource";

/** OAuth 2.0 of an app; `{}` is on, with the server's defaults. A setting left out is left alone. */
export interface OauthArgs {
  /** Where the server may send people back to; `[]` is nowhere. */
  redirectUris?: pulumi.Input<pulumi.Input<string>[]>;
  /** Whether the app can keep a secret. A new app is `confidential` on ArkID. */
  clientType?: pulumi.Input<ClientType>;
  /** How the app gets its token. A new app has `authorization-code` on ArkID. */
  grantType?: pulumi.Input<GrantType>;
  /**
   * Any text; another one makes new credentials, and the old ones end at once. A preview shows
   * `clientId` and `clientSecret` as unknown then.
   */
  rotate?: pulumi.Input<string>;
}

/** SAML 2.0 of an app: a certificate, or metadata with one. A setting left out is left alone. */
export interface SamlArgs {
  /** The entity id of the app. */
  entityId: pulumi.Input<string>;
  /** URL that receives the response to a login; `null` clears it. */
  acs?: pulumi.Input<string | null>;
  /** URL that receives logouts; `null` clears it. */
  sls?: pulumi.Input<string | null>;
  /** The app's certificate, PEM. */
  cert?: pulumi.Input<string | null>;
  /** The app's metadata, XML. */
  metadata?: pulumi.Input<string | null>;
}

/** Inputs of {@link App}. */
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
   * Whether a delete of the resource deletes the app, or keeps it on the server as it is. Applied
   * before it counts.
   * @default `identity:onRemove`, where that is `keep`, else "delete"
   */
  onRemove?: pulumi.Input<"delete" | "keep">;
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
 * An application that people log in to. Its id is the uid. What is left out of its inputs is left
 * alone: a protocol goes off only by `false`. A delete takes its perms along.
 *
 * @example
 * ```ts
 * const ci = new App("ci", { org: acme, name: "CI", oauth: { redirectUris: ["https://ci.acme.example/callback"] } });
 * new PermGrants("ci-users", { perm: ci.accessPerm, nodes: [engineering] });
 * export const secret = ci.clientSecret;
 * ```
 */
export class App extends IdentityResource<"App"> {
  /** Undefined for an app that is only read on ArkID, which does not return its org. */
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
    super("App", name, { ...args }, form, opts);
  }

  /** The perm to use the app, `<app>/access`: accepted wherever a perm's id is, and always known. */
  get accessPerm(): pulumi.Output<string> {
    return derived(this, accessId);
  }

  /**
   * Reads an existing app, by its uid: nothing of it is managed, and a destroy leaves it.
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

const form: Form<App, "accessPerm"> = {
  outputs: {
    org: "declared",
    uid: "found",
    name: "declared",
    logo: "declared",
    description: "declared",
    homepage: "declared",
    allowAnyUser: "declared",
    appId: "found",
    clientId: "found",
    clientSecret: "found",
  },
  names: { org: "org" },
  secrets: ["clientSecret"],
};
