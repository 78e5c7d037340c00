import { z } from "zod";
import { type AppValues, oauthBlock } from "../model/apps";
import { type AppRow } from "../model/tables";
import { bool, choice, text } from "../wire/field-types";
import { block, changesOf } from "../wire/fields";
import { message } from "../wire/messages";
import { invalid } from "../wire/refusal";
import { same } from "../same";

const OAUTH = changesOf({
  redirect_uris: text({ blank: true }),
  client_type: choice("confidential", "public"),
  authorization_grant_type: choice(
    "authorization-code",
    "implicit",
    "password",
    "client-credentials",
  ),
});

const SAML = z.object({
  entity_id: text({ max: 255 }),
  ...same(text({ max: 255, blank: true }).default(""), "acs", "sls"),
  cert: text({ max: 2200, blank: true }).default(""),
  xmldata: text({ max: 5000, blank: true }).default(""),
});

/** What of an app a body may write. A null switches a protocol off. */
export const APP_CHANGES = changesOf({
  uid: text(),
  name: text({ max: 255 }),
  index: text({ max: 512, blank: true }).nullable(),
  logo: text({ blank: true }).nullable(),
  remark: text({ blank: true }),
  allow_any_user: bool,
  oauth_app: block(OAUTH).nullable(),
  ldap_app: block(z.object({})).nullable(),
  http_app: block(z.object({})).nullable(),
  saml_app: block(SAML).nullable(),
});

/** The columns that hold what a body gave. An absent protocol is left, null switches it off. */
export function appColumns(
  values: z.output<typeof APP_CHANGES>,
  existing?: AppRow,
): Omit<AppValues, "uid"> {
  const { uid: _, allow_any_user: anyUser, logo, ...rest } = values;
  const { oauth_app: oauth, ldap_app: ldap, http_app: http, saml_app: saml, ...plain } = rest;
  return {
    ...plain,
    ...(logo !== undefined && { logo: logo ?? "" }),
    ...(anyUser !== undefined && { allow_any_user: anyUser ? 1 : 0 }),
    ...(oauth !== undefined && { oauth: oauth && oauthBlock(existing?.oauth ?? null, oauth) }),
    ...(ldap !== undefined && { ldap: ldap && "{}" }),
    ...(http !== undefined && { http: http && "{}" }),
    ...(saml !== undefined && { saml: saml && samlBlock(saml) }),
  };
}

/** A SAML block; its certificate must be one, unless metadata come instead (ARKID.md 35). */
function samlBlock(values: z.output<typeof SAML>): string {
  const isPem = /-----BEGIN CERTIFICATE-----[\s\S]+-----END CERTIFICATE-----/.test(values.cert);
  if (!values.xmldata && !isPem) throw invalid({ msg: "perm incorrect" });
  return JSON.stringify(values);
}

/** A change of the SAML block names its errors unwrapped, unlike a creation. */
export function checkSamlChange(body: Record<string, unknown>): void {
  const saml = body["saml_app"];
  if (typeof saml === "object" && saml && !("entity_id" in saml)) {
    throw invalid({ entity_id: [message("required")] });
  }
}
