import { type AppRow, type AppValues, oauthBlock } from "../model/apps";
import { bool, choice, nullable, text } from "../wire/field-types";
import { FieldError, type Field, type Fields, type Values, asObject, check } from "../wire/fields";
import { message } from "../wire/messages";
import { invalid } from "../wire/refusal";

const OAUTH = {
  redirect_uris: text({ blank: true }),
  client_type: choice("confidential", "public"),
  authorization_grant_type: choice(
    "authorization-code",
    "implicit",
    "password",
    "client-credentials",
  ),
};

const SAML = {
  entity_id: text({ required: true }),
  acs: text({ blank: true }),
  sls: text({ blank: true }),
  cert: text({ blank: true }),
  xmldata: text({ blank: true }),
};

/** A nested block; null switches it off. */
function block<F extends Fields>(fields: F): Field<Values<F> | null> {
  return nullable({
    parse(value) {
      const { values, errors } = check(fields, asObject(value));
      if (Object.keys(errors).length > 0) throw new FieldError(errors);
      return values;
    },
  });
}

/** What of an app a body may write. */
export const APP_FIELDS = {
  uid: text(),
  name: text({ max: 255, required: true }),
  index: nullable(text({ max: 512, blank: true })),
  logo: text({ max: 1024, blank: true }),
  remark: text({ blank: true }),
  allow_any_user: bool,
  oauth_app: block(OAUTH),
  ldap_app: block({}),
  http_app: block({}),
  saml_app: block(SAML),
};

/** The columns that hold what a body gave. An absent protocol is left, null switches it off. */
export function appColumns(
  values: Values<typeof APP_FIELDS>,
  existing: AppRow | undefined,
): AppValues {
  const { name, index, logo, remark, allow_any_user: anyUser } = values;
  const { oauth_app: oauth, ldap_app: ldap, http_app: http, saml_app: saml } = values;
  return {
    ...(name !== undefined && { name }),
    ...(index !== undefined && { index }),
    ...(logo !== undefined && { logo }),
    ...(remark !== undefined && { remark }),
    ...(anyUser !== undefined && { allow_any_user: anyUser ? 1 : 0 }),
    ...(oauth !== undefined && {
      oauth: oauth && oauthBlock(existing?.oauth ?? null, oauth),
    }),
    ...(ldap !== undefined && { ldap: ldap && "{}" }),
    ...(http !== undefined && { http: http && "{}" }),
    ...(saml !== undefined && { saml: saml && samlBlock(saml) }),
  };
}

/** A SAML block; its certificate must be one, unless metadata come instead (ARKID.md 35). */
function samlBlock(values: Values<typeof SAML>): string {
  const { entity_id = "", acs = "", sls = "", cert = "", xmldata = "" } = values;
  const isPem = /-----BEGIN CERTIFICATE-----[\s\S]+-----END CERTIFICATE-----/.test(cert);
  if (!xmldata && !isPem) throw invalid({ msg: "perm incorrect" });
  return JSON.stringify({ entity_id, acs, sls, cert, xmldata });
}

/** A change of the SAML block names its errors unwrapped, unlike a creation. */
export function checkSamlChange(body: unknown): void {
  const saml = asObject(body)["saml_app"];
  if (saml === undefined || saml === null) return;
  if (asObject(saml)["entity_id"] === undefined) {
    throw invalid({ entity_id: [message("required")] });
  }
}
