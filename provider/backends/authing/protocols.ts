import type { GrantType, OauthSettings, ProtocolChanges, SamlSettings } from "../domain";
import type { Application } from "../../../sdk/authing";

const GRANTS = {
  "authorization-code": "authorization_code",
  implicit: "implicit",
  password: "password",
  "client-credentials": "client_credentials",
} as const satisfies Record<GrantType, string>;

/** Settings whose form the vendor does not publish: read with care (AUTHING.md 2 and 5). */
type Loose = Readonly<Record<string, unknown>>;
const loose = (value: unknown): Loose =>
  typeof value === "object" && value !== null ? (value as Loose) : {};
const text = (value: unknown) => (typeof value === "string" ? value : "");

/**
 * The OAuth client, which is an OpenID Connect client as well: one id, one secret, one list of
 * addresses. It is on where the OAuth provider is; the settings are those of OpenID Connect.
 */
export function toOauth(app: Application): OauthSettings | false {
  if (!app.oauthProviderEnabled) return false;
  const { token_endpoint_auth_method: method, grant_types } = loose(app.oidcConfig);
  const grants = Array.isArray(grant_types) ? grant_types : [];
  const types = Object.keys(GRANTS) as GrantType[];
  return {
    redirectUris: app.redirectUris ?? [],
    clientType: method === "none" ? "public" : "confidential",
    grantType: types.find((type) => grants.includes(GRANTS[type])) ?? "authorization-code",
  };
}

export function toSaml(app: Application): SamlSettings | false {
  if (!app.samlProviderEnabled) return false;
  const { entityId, acs, sls, cert, metadata } = loose(app.samlConfig);
  return {
    ...{ entityId: text(entityId), acs: text(acs), sls: text(sls) },
    ...{ cert: text(cert), metadata: text(metadata) },
  };
}

/** Settings as the server takes them; what is left out of a protocol comes from the live one. */
export function fromProtocols({ oauth, saml }: ProtocolChanges, live?: Application) {
  return {
    ...(oauth !== undefined && fromOauth(oauth, live)),
    ...(saml !== undefined && fromSaml(saml, live)),
  };
}

const NEW: OauthSettings = {
  redirectUris: [],
  clientType: "confidential",
  grantType: "authorization-code",
};

/** Off is off for OpenID Connect as well: without an address nobody gets a code. */
function fromOauth(changes: Partial<OauthSettings> | false, live: Application | undefined) {
  if (changes === false) return { oauthProviderEnabled: false, redirectUris: [] };
  const before = (live && toOauth(live)) || NEW;
  const { redirectUris, clientType, grantType } = { ...before, ...changes };
  const grants = [GRANTS[grantType], ...(grantType === "authorization-code" ? [REFRESH] : [])];
  const auth = clientType === "public" ? "none" : "client_secret_post";
  return {
    redirectUris: [...redirectUris],
    oauthProviderEnabled: true,
    oauthConfig: { ...loose(live?.oauthConfig), redirect_uris: [...redirectUris], grants },
    oidcConfig: {
      ...loose(live?.oidcConfig),
      ...{ grant_types: grants, token_endpoint_auth_method: auth },
      response_types: [grantType === "implicit" ? "id_token token" : "code"],
    },
  };
}

/** Clients with the authorization code keep their session by it. */
const REFRESH = "refresh_token";

function fromSaml(changes: Partial<SamlSettings> | false, live: Application | undefined) {
  if (changes === false) return { samlProviderEnabled: false };
  const before = (live && toSaml(live)) || {};
  const samlConfig = { ...loose(live?.samlConfig), ...before, ...changes };
  return { samlProviderEnabled: true, samlConfig };
}
