import { checkText } from "../transport/checks";
import { UsageError } from "../transport/errors";

/** A fact about a protocol that the app's settings need, such as an endpoint. */
export interface Detail {
  key: string;
  name: string;
  value: string;
}

/** OAuth 2.0 of an app. */
export interface OauthApp {
  /** Chosen by the server; another one after the protocol was off. */
  clientId: string;
  /** A secret, returned in clear at every read. */
  clientSecret: string;
  /** Separated by spaces; not validated by the server. */
  redirectUris: string;
  clientType: string;
  authorizationGrantType: string;
  details: Detail[];
}

/** LDAP of an app. */
export interface LdapApp {
  details: Detail[];
}

/** Plain HTTP of an app: login by the API itself. */
export interface HttpApp {
  details: Detail[];
}

/** SAML 2.0 of an app. */
export interface SamlApp {
  entityId: string;
  acs: string;
  sls: string;
  /** PEM. */
  cert: string;
  xmldata: string;
  details: Detail[];
}

/** OpenID Connect of an app, on servers that have it. */
export interface OidcApp {
  /** Chosen by the server. */
  clientId: string;
  /** A secret, returned in clear at every read. */
  clientSecret: string;
  redirectUris: string;
  details: Detail[];
}

/** What can be set of OpenID Connect. */
export interface OidcSettings {
  redirectUris: string;
  clientType?: string | undefined;
  /** Such as `code`. */
  responseType?: string | undefined;
}

/** What can be set of OAuth; `{}` switches it on with defaults. */
export interface OauthSettings {
  redirectUris?: string | undefined;
  clientType?: "confidential" | "public" | undefined;
  authorizationGrantType?:
    "authorization-code" | "implicit" | "password" | "client-credentials" | undefined;
}

/** What can be set of SAML: an entityId with a certificate, or metadata. */
export interface SamlSettings {
  entityId?: string | undefined;
  acs?: string | undefined;
  sls?: string | undefined;
  /** PEM. */
  cert?: string | undefined;
  xmldata?: string | undefined;
}

/** Domain to wire. */
export function toWireOauthSettings(settings: OauthSettings): Record<string, unknown> {
  return {
    redirect_uris: settings.redirectUris,
    client_type: settings.clientType,
    authorization_grant_type: settings.authorizationGrantType,
  };
}

/** Domain to wire. */
export function toWireOidcSettings(settings: OidcSettings): Record<string, unknown> {
  const { redirectUris, clientType, responseType } = settings;
  return { redirect_uris: redirectUris, client_type: clientType, response_type: responseType };
}

/**
 * Domain to wire.
 * @throws UsageError for what the server refuses without saying where (contract, 35)
 */
export function toWireSamlSettings(settings: SamlSettings): Record<string, unknown> {
  const { entityId, acs, sls, cert, xmldata } = settings;
  checkText("saml.entityId", entityId ?? "");
  if (!cert && !xmldata) {
    throw new UsageError(
      "saml.cert is missing: SAML needs a certificate (PEM), or metadata as saml.xmldata",
      "saml.cert",
    );
  }
  return { entity_id: entityId, acs, sls, cert, xmldata };
}
