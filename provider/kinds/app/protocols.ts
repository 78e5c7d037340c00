import {
  clientTypes,
  grantTypes,
  protocols,
  type AppChanges,
  type ProtocolChanges,
} from "../../backends/domain";
import {
  choice,
  clearable,
  flag,
  kept,
  name,
  object,
  required,
  switchable,
  text,
  texts,
  type InputsOf,
} from "../../engine/property";
import { changedSettings } from "../../engine/settings";
import { hasText, textSchema } from "../../engine/text";

const uri = textSchema.regex(/^\S+$/, "a redirect address is not empty, and has no white space");

const oauth = object(
  "OauthArgs",
  "OAuth 2.0 of an app; `{}` is on, with the server's defaults. A setting left out is left alone.",
  {
    redirectUris: kept(texts(uri, "give a list of addresses"), {
      doc: "Where the server may send people back to; `[]` is nowhere.",
    }),
    clientType: kept(choice(clientTypes, "ClientType"), {
      doc: "Whether the app can keep a secret. A new app is `confidential` on ArkID.",
    }),
    grantType: kept(choice(grantTypes, "GrantType"), {
      doc: "How the app gets its token. A new app has `authorization-code` on ArkID.",
    }),
    rotate: kept(text, {
      forgotten: true,
      doc: "Any text; another one makes new credentials, and the old ones end at once. A preview shows `clientId` and `clientSecret` as unknown then.",
    }),
  },
);

const PEM = /-----BEGIN CERTIFICATE-----[^]+-----END CERTIFICATE-----/;

const saml = object(
  "SamlArgs",
  "SAML 2.0 of an app: a certificate, or metadata with one. A setting left out is left alone.",
  {
    entityId: required(name, { doc: "The entity id of the app." }),
    acs: clearable(text, { doc: "URL that receives the response to a login; `null` clears it." }),
    sls: clearable(text, { doc: "URL that receives logouts; `null` clears it." }),
    cert: clearable(text, { doc: "The app's certificate, PEM." }),
    metadata: clearable(text, { doc: "The app's metadata, XML." }),
  },
  ({ cert, metadata }) =>
    PEM.test(cert ?? "") || hasText(metadata ?? "") ? undefined : "give a cert, PEM, or metadata",
);

/** Left out, a protocol is left alone; it goes off only by `false`. */
export const protocolInputs = {
  // Another `rotate` later is no change of the one before.
  oauth: kept(switchable(oauth), {
    forgotten: true,
    doc: "OAuth 2.0: settings, or `false` for off, which ends the credentials.",
    inputOnly: true,
  }),
  ldap: kept(flag, { doc: "LDAP: on or off.", inputOnly: true }),
  http: kept(flag, {
    doc: "Plain HTTP, login by the API itself: on or off.",
    inputOnly: true,
  }),
  saml: kept(switchable(saml), {
    doc: "SAML 2.0: settings, or `false` for off.",
    inputOnly: true,
  }),
};

export type ProtocolInputs = InputsOf<typeof protocolInputs>;

/** What a new app has where nothing is declared. */
export const ALL_OFF = { oauth: false, ldap: false, http: false, saml: false } as const;

/** The declared protocols that differ from the state or the server. */
export const protocolChanges = (current: object, inputs: ProtocolInputs): ProtocolChanges =>
  changedSettings(protocols, current, withoutRotate(inputs));

/**
 * New credentials, where the text of `rotate` differs from the one in the state. Where OAuth was
 * off, or not managed, there is nothing to renew. The settings are sent along: an interrupted
 * renewal may have left OAuth off.
 */
export function renewal({ oauth: before }: ProtocolInputs, inputs: ProtocolInputs): AppChanges {
  const { oauth: wanted } = inputs;
  if (!before || !wanted) return {};
  if (wanted.rotate === undefined || wanted.rotate === before.rotate) return {};
  return { ...changedSettings(["oauth"], {}, withoutRotate(inputs)), renewCredentials: true };
}

/** `rotate` is no setting of the server. */
function withoutRotate({ oauth: declared, ...rest }: ProtocolInputs) {
  if (!declared) return { ...rest, oauth: declared };
  const { rotate: _, ...settings } = declared;
  return { ...rest, oauth: settings };
}
