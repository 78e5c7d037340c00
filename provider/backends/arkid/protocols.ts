import type { OauthSettings, ProtocolChanges, SamlSettings } from "../domain";
import type { App, AppChanges } from "../../../sdk";

/** The server keeps redirect addresses as one text. */
export function toOauth(oauth: NonNullable<App["oauth"]>): OauthSettings {
  const { redirectUris, clientType, authorizationGrantType } = oauth;
  return {
    redirectUris: redirectUris.split(/\s+/).filter((uri) => uri !== ""),
    clientType: clientType as OauthSettings["clientType"],
    grantType: authorizationGrantType as OauthSettings["grantType"],
  };
}

export function toSaml(saml: NonNullable<App["saml"]>): SamlSettings {
  const { entityId, acs, sls, cert, xmldata } = saml;
  return { entityId, acs, sls, cert, metadata: xmldata };
}

/**
 * Settings as the server takes them, where `null` is off. The server may replace a protocol's
 * settings whole, so that those left out are taken from the live ones.
 */
export function fromProtocols(changes: ProtocolChanges, live?: App): AppChanges {
  const { oauth, ldap, http, saml } = changes;
  return {
    ...(oauth !== undefined && { oauth: oauth === false ? null : fromOauth(oauth, live) }),
    ...(ldap !== undefined && { ldap: ldap ? {} : null }),
    ...(http !== undefined && { http: http ? {} : null }),
    ...(saml !== undefined && { saml: saml === false ? null : fromSaml(saml, live) }),
  };
}

function fromOauth(changes: Partial<OauthSettings>, live: App | undefined) {
  const before = live?.oauth && toOauth(live.oauth);
  const { redirectUris, clientType, grantType } = { ...before, ...changes };
  return { redirectUris: redirectUris?.join(" "), clientType, authorizationGrantType: grantType };
}

function fromSaml(changes: Partial<SamlSettings>, live: App | undefined) {
  const before = live?.saml && toSaml(live.saml);
  const { metadata: xmldata, ...rest } = { ...before, ...changes };
  return { ...rest, xmldata };
}
