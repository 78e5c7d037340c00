import {
  toWireOauthSettings,
  toWireSamlSettings,
  type HttpApp,
  type LdapApp,
  type OauthApp,
  type OauthSettings,
  type OidcApp,
  type SamlApp,
  type SamlSettings,
} from "./app-protocols";
import type { Perm } from "./perm";

/** An app: something that people log in to. A protocol that is off is absent. */
export interface App {
  appId: number;
  /** Unique among all orgs. */
  uid: string;
  name: string;
  /** Where its users begin; null for none. */
  index: string | null;
  logo: string;
  remark: string;
  allowAnyUser: boolean;
  /** Names of the protocols that are on, for reading. */
  authProtocols: string[];
  oauth?: OauthApp;
  ldap?: LdapApp;
  http?: HttpApp;
  saml?: SamlApp;
  /** null where it is off; absent where the server has no OpenID Connect. */
  oidc?: OidcApp | null;
  /** In listings only: who has it may use the app. */
  accessPerm?: Perm;
  /** In listings only: whether the node or user of the filter may use it. */
  accessResult?: { nodeUid: string; userUid: string; value: boolean };
}

/**
 * What can be changed of an app; its uid can't. A protocol: settings switch it on or change it,
 * null switches it off and loses its credentials, absence leaves it as it is.
 */
export interface AppChanges {
  name?: string | undefined;
  index?: string | undefined;
  logo?: string | undefined;
  remark?: string | undefined;
  allowAnyUser?: boolean | undefined;
  oauth?: OauthSettings | null | undefined;
  ldap?: Record<string, never> | null | undefined;
  http?: Record<string, never> | null | undefined;
  saml?: SamlSettings | null | undefined;
}

/** An app to create. */
export interface NewApp extends AppChanges {
  name: string;
  /**
   * Letters, digits, `_`, `|`, `-`.
   * @default made of the name by the server, so that repeating makes another app
   */
  uid?: string | undefined;
}

/** Domain to wire. */
export function toWireAppChanges(changes: AppChanges): Record<string, unknown> {
  return {
    name: changes.name,
    index: changes.index,
    logo: changes.logo,
    remark: changes.remark,
    allow_any_user: changes.allowAnyUser,
    oauth_app: changes.oauth && toWireOauthSettings(changes.oauth),
    ldap_app: changes.ldap,
    http_app: changes.http,
    saml_app: changes.saml && toWireSamlSettings(changes.saml),
  };
}
