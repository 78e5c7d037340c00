import type { GrantType, OauthSettings, ProtocolChanges, SamlSettings } from "../domain";
import type { Client, ClientFields } from "../../../sdk/keycloak";
import { METADATA } from "./ids";

/** The flow of a client that each way to a token is. */
const FLOWS = {
  "authorization-code": "standardFlowEnabled",
  implicit: "implicitFlowEnabled",
  password: "directAccessGrantsEnabled",
  "client-credentials": "serviceAccountsEnabled",
} as const satisfies Record<GrantType, keyof Client>;
const GRANTS = Object.keys(FLOWS) as GrantType[];

const CERT = "saml.signing.certificate";
const SIGNED = "saml.client.signature";
const ACS = "saml_assertion_consumer_url_post";
const SLS = "saml_single_logout_service_url_post";

const isSaml = ({ protocol }: Client) => protocol === "saml";

/** OpenID Connect is on where any of its flows is; of several flows the first counts. */
export function toOauth(client: Client): OauthSettings | false {
  const grantType = GRANTS.find((one) => client[FLOWS[one]] === true);
  if (isSaml(client) || grantType === undefined) return false;
  return {
    redirectUris: client.redirectUris ?? [],
    clientType: client.publicClient === true ? "public" : "confidential",
    grantType,
  };
}

export function toSaml(client: Client): SamlSettings | false {
  if (!isSaml(client)) return false;
  const text = (key: string) => client.attributes?.[key] ?? "";
  return {
    ...{ entityId: client.clientId, acs: text(ACS), sls: text(SLS), metadata: text(METADATA) },
    // Where no signature is asked for, a certificate is one that the server made up.
    cert: text(SIGNED) === "true" ? asPem(text(CERT)) : "",
  };
}

/** The console keeps a certificate without its first and last line. */
function asPem(cert: string): string {
  if (!/^[\w+/=\s]+$/.test(cert)) return cert;
  const lines = cert.replace(/\s/g, "").match(/.{1,64}/g) ?? [];
  return ["-----BEGIN CERTIFICATE-----", ...lines, "-----END CERTIFICATE-----"].join("\n");
}

/** All flows off, as of a client that only has roles. */
const NO_FLOWS = Object.fromEntries(GRANTS.map((one) => [FLOWS[one], false]));

/** A client whose protocol is off, and that says so. */
export const OFF: ClientFields = {
  ...{ protocol: "openid-connect", publicClient: false, ...NO_FLOWS },
};

/** Settings as the server takes them, apart from the client's attributes. */
export interface ProtocolFields {
  readonly fields: ClientFields;
  readonly attributes: Readonly<Record<string, string>>;
}

/** @param uid the key, which is the clientId where SAML does not say another */
export function fromProtocols(
  { oauth, saml }: ProtocolChanges,
  uid: string,
  live?: Client,
): ProtocolFields {
  if (saml) return fromSaml(saml);
  const isOff = saml === false && live !== undefined && isSaml(live);
  const off = isOff ? { ...OFF, clientId: uid } : {};
  if (oauth === undefined) return { fields: off, attributes: {} };
  if (oauth === false) {
    const wasOn = live !== undefined && toOauth(live) !== false;
    return { fields: wasOn ? { ...OFF, redirectUris: [] } : off, attributes: {} };
  }
  return { fields: { ...off, ...fromOauth(oauth, live) }, attributes: {} };
}

/** Of a client that has several flows the others stay. */
function fromOauth(changes: Partial<OauthSettings>, live: Client | undefined): ClientFields {
  const before = live && toOauth(live);
  const { redirectUris, clientType, grantType } = changes;
  const wanted = grantType ?? (before ? undefined : "authorization-code");
  return {
    protocol: "openid-connect",
    ...(redirectUris !== undefined && { redirectUris: [...redirectUris] }),
    ...(clientType !== undefined && { publicClient: clientType === "public" }),
    ...(wanted !== undefined && before && { [FLOWS[before.grantType]]: false }),
    ...(wanted !== undefined && { [FLOWS[wanted]]: true }),
  };
}

/** An empty attribute is removed. */
function fromSaml({ entityId, acs, sls, cert, metadata }: Partial<SamlSettings>): ProtocolFields {
  return {
    fields: {
      ...{ protocol: "saml", ...NO_FLOWS },
      ...(entityId !== undefined && { clientId: entityId }),
    },
    attributes: {
      ...(acs !== undefined && { [ACS]: acs }),
      ...(sls !== undefined && { [SLS]: sls }),
      ...(metadata !== undefined && { [METADATA]: metadata }),
      [SIGNED]: "false",
      ...(cert !== undefined && { [CERT]: cert, [SIGNED]: String(cert !== "") }),
    },
  };
}
