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
export function toWireSamlSettings(settings: SamlSettings): Record<string, unknown> {
  const { entityId, acs, sls, cert, xmldata } = settings;
  return { entity_id: entityId, acs, sls, cert, xmldata };
}
