import type * as pulumi from "@pulumi/pulumi";
import type { ClientType, GrantType } from "../backends/domain";

/** OAuth 2.0 of an app; `{}` is on, with the server's defaults. A setting left out is left alone. */
export interface OauthArgs {
  /** Where the server may send people back to; `[]` is nowhere. */
  redirectUris?: pulumi.Input<pulumi.Input<string>[]>;
  /** Whether the app can keep a secret. A new app is `confidential` on ArkID. */
  clientType?: pulumi.Input<ClientType>;
  /** How the app comes to its token. A new app has `authorization-code` on ArkID. */
  grantType?: pulumi.Input<GrantType>;
  /**
   * Any text; another one makes new credentials, and the old ones end at once. A preview shows
   * `clientId` and `clientSecret` as unknown then.
   */
  rotate?: pulumi.Input<string>;
}

/** SAML 2.0 of an app: a certificate, or metadata that hold it. A setting left out is left alone. */
export interface SamlArgs {
  /** Who the app is. */
  entityId: pulumi.Input<string>;
  /** URL that gets the answer to a login; `null` clears it. */
  acs?: pulumi.Input<string | null>;
  /** URL that gets logouts; `null` clears it. */
  sls?: pulumi.Input<string | null>;
  /** The app's certificate, PEM. */
  cert?: pulumi.Input<string | null>;
  /** The app's metadata, XML. */
  metadata?: pulumi.Input<string | null>;
}
