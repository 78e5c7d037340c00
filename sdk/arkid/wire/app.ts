import { z } from "zod";
import type { App } from "../app";
import type { Detail, OauthApp, OidcApp, SamlApp } from "../app-protocols";
import type { VisibleApp } from "../visible-app";
import { id, number } from "./id";
import { perm } from "./perm";

const details: z.ZodType<Detail[]> = z.array(
  z.object({ key: z.string(), name: z.string(), value: z.string() }),
);

/** OAuth of an app. */
export const oauthApp: z.ZodType<OauthApp> = z
  .object({
    client_id: z.string(),
    client_secret: z.string(),
    redirect_uris: z.string(),
    client_type: z.string(),
    authorization_grant_type: z.string(),
    more_detail: details,
  })
  .transform((wire) => ({
    clientId: wire.client_id,
    clientSecret: wire.client_secret,
    redirectUris: wire.redirect_uris,
    clientType: wire.client_type,
    authorizationGrantType: wire.authorization_grant_type,
    details: wire.more_detail,
  }));

/** As a later line of the server has it; the reference has none. */
const oidcApp = z
  .object({
    client_id: z.string(),
    client_secret: z.string(),
    redirect_uris: z.string(),
    more_detail: details,
  })
  .transform((wire): OidcApp => ({
    clientId: wire.client_id,
    clientSecret: wire.client_secret,
    redirectUris: wire.redirect_uris,
    details: wire.more_detail,
  }));

const samlApp = z
  .object({
    entity_id: z.string(),
    acs: z.string(),
    sls: z.string(),
    cert: z.string(),
    xmldata: z.string(),
    more_detail: details,
  })
  .transform(({ entity_id, more_detail, ...rest }): SamlApp => ({
    entityId: entity_id,
    ...rest,
    details: more_detail,
  }));

const detailed = z.object({ more_detail: details });

const accessResult = z
  .object({ node_uid: z.string(), user_uid: z.string(), value: z.boolean() })
  .transform(({ node_uid, user_uid, value }) => ({
    ...{ nodeUid: node_uid, userUid: user_uid, value },
  }));

const visibleFields = {
  app_id: number,
  uid: id,
  name: z.string(),
  index: z.string().nullable(),
  logo: z.string(),
  remark: z.string(),
  auth_protocols: z.array(z.string()),
};
const visible = z.object(visibleFields);

const toVisibleApp = (wire: z.output<typeof visible>): VisibleApp => ({
  appId: wire.app_id,
  uid: wire.uid,
  name: wire.name,
  index: wire.index,
  logo: wire.logo,
  remark: wire.remark,
  authProtocols: wire.auth_protocols,
});

/** An app as its users see it. */
export const visibleApp: z.ZodType<VisibleApp> = visible.transform(toVisibleApp);

/** An app. */
export const app: z.ZodType<App> = z
  .object({
    ...visibleFields,
    allow_any_user: z.boolean(),
    oauth_app: oauthApp.nullable(),
    ldap_app: detailed.nullable(),
    http_app: detailed.nullable(),
    saml_app: samlApp.nullable(),
    oidc_app: oidcApp.nullish(),
    access_perm: perm.nullish(),
    access_result: accessResult.optional(),
  })
  .transform((wire) => ({
    ...toVisibleApp(wire),
    allowAnyUser: wire.allow_any_user,
    ...(wire.oauth_app && { oauth: wire.oauth_app }),
    ...(wire.ldap_app && { ldap: { details: wire.ldap_app.more_detail } }),
    ...(wire.http_app && { http: { details: wire.http_app.more_detail } }),
    ...(wire.saml_app && { saml: wire.saml_app }),
    ...(wire.oidc_app !== undefined && { oidc: wire.oidc_app }),
    ...(wire.access_perm && { accessPerm: wire.access_perm }),
    ...(wire.access_result && { accessResult: wire.access_result }),
  }));
