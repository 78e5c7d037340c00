import { pick } from "../../same";
import { findPerm } from "../../model/perms";
import { type Database } from "../../storage/database";
import { permWithOwners } from "./perm";
import { httpDetails, ldapDetails, oauthDetails, samlDetails } from "./protocols";
import { type AppRow } from "../../model/tables";

const parse = (text: string) => JSON.parse(text) as object;

/** The OAuth block with the addresses to use it. */
export const oauthView = (oauth: string, origin: string) => ({
  ...parse(oauth),
  more_detail: oauthDetails(origin),
});

const protocols = ({ oauth, ldap, http, saml }: AppRow, origin: string) => ({
  oauth_app: oauth && oauthView(oauth, origin),
  ldap_app: ldap && { more_detail: ldapDetails(origin) },
  http_app: http && { more_detail: httpDetails(origin) },
  saml_app: saml && { ...parse(saml), more_detail: samlDetails(origin) },
});

const protocolNames = ({ oauth, ldap, http, saml }: AppRow): string[] => [
  ...(oauth ? ["OAuth 2.0"] : []),
  ...(ldap ? ["LDAP"] : []),
  ...(http ? ["HTTP"] : []),
  ...(saml ? ["SAML"] : []),
];

const facts = (app: AppRow) => ({
  app_id: app.id,
  ...pick(app, "uid", "name", "index", "logo", "remark"),
});

/** An app with its protocols, secrets in clear. */
export function appView(app: AppRow, origin: string): Record<string, unknown> {
  return {
    ...facts(app),
    ...protocols(app, origin),
    allow_any_user: app.allow_any_user === 1,
    auth_protocols: protocolNames(app),
  };
}

/** An app as its users see it. */
export function appCard(app: AppRow): Record<string, unknown> {
  return { ...facts(app), auth_protocols: protocolNames(app) };
}

/** Whose access a listing tells of: ids that were asked for, and whether they have it. */
export interface AccessResult {
  node_uid: string;
  user_uid: string;
  value: boolean;
}

/** An app in a listing: with its access permission and who has it. */
export function appListView(
  db: Database,
  app: AppRow,
  origin: string,
  access: AccessResult,
): Record<string, unknown> {
  const perm = findPerm(db, `app_${app.uid}_access`);
  return {
    ...appView(app, origin),
    access_perm: perm ? permWithOwners(db, perm) : null,
    access_result: access,
  };
}
