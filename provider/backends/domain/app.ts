// Applications that people log in to.
export const protocols = ["oauth", "ldap", "http", "saml"] as const;
/** The ways in which an app lets people in. */
export type Protocol = (typeof protocols)[number];
export const clientTypes = ["confidential", "public"] as const;
/** Whether an OAuth client can keep a secret: a server can, an app in a browser can't. */
export type ClientType = (typeof clientTypes)[number];
export const grantTypes = [
  "authorization-code",
  "implicit",
  "password",
  "client-credentials",
] as const;
/** How an OAuth client gets its token. */
export type GrantType = (typeof grantTypes)[number];

export interface AppKey {
  readonly org: string;
  readonly uid: string;
}
export interface AppFields {
  readonly name: string;
  readonly logo: string;
  readonly description: string;
  /** Where its users begin. */
  readonly homepage: string;
  readonly allowAnyUser: boolean;
}
export interface OauthSettings {
  readonly redirectUris: readonly string[];
  readonly clientType: ClientType;
  readonly grantType: GrantType;
}
export interface SamlSettings {
  readonly entityId: string;
  readonly acs: string;
  readonly sls: string;
  /** PEM. */
  readonly cert: string;
  /** XML. */
  readonly metadata: string;
}
/** A protocol that is off is `false`. */
export interface AppProtocols {
  readonly oauth: OauthSettings | false;
  readonly ldap: boolean;
  readonly http: boolean;
  readonly saml: SamlSettings | false;
}
/** A protocol or a setting of one that is left out stays as it is. */
export interface ProtocolChanges {
  readonly oauth?: Partial<OauthSettings> | false;
  readonly ldap?: boolean;
  readonly http?: boolean;
  readonly saml?: Partial<SamlSettings> | false;
}
export interface AppDesired extends AppKey, Partial<AppFields>, ProtocolChanges {
  readonly name: string;
}
export interface AppChanges extends Partial<AppFields>, ProtocolChanges {
  /** Makes new OAuth credentials; the old ones end. */
  readonly renewCredentials?: boolean;
}
export interface AppState extends Omit<AppFields, "allowAnyUser">, AppProtocols {
  /** `undefined` for a new app, where it needs a further request. */
  readonly allowAnyUser?: boolean;
  readonly id: string;
  /** The part of its key that the program may choose. */
  readonly uid: string;
  /** The server's own number: another one under the same uid is another app. */
  readonly appId: string;
  readonly clientId?: string;
  readonly clientSecret?: string;
}
