/** Attributes by name; each has a list of values. */
export type Attributes = Readonly<Record<string, readonly string[]>>;

/** A realm as whoever may view it sees it; more fields come along. */
export interface Realm {
  /** Absent for whoever may not view it: then it is a stub. */
  readonly id?: string | undefined;
  readonly realm: string;
  readonly displayName?: string | null | undefined;
  readonly enabled?: boolean | undefined;
  /** Whether a username may change. */
  readonly editUsernameAllowed?: boolean | undefined;
  /** Whether it keeps what administrators do. */
  readonly adminEventsEnabled?: boolean | undefined;
  /** Settings of the server's own, and custom ones. */
  readonly attributes?: Readonly<Record<string, unknown>> | undefined;
}

/** A group, wherever it is in the tree. */
export interface Group {
  readonly id: string;
  readonly name: string;
  readonly description?: string | null | undefined;
  /** Names from the top, each behind a slash, which a name may have, too. */
  readonly path?: string | undefined;
  /** None at the top. */
  readonly parentId?: string | undefined;
  readonly attributes?: Attributes | undefined;
  /** Names of the realm roles that it has itself. */
  readonly realmRoles?: readonly string[] | undefined;
  /** The same for roles of clients, by clientId. */
  readonly clientRoles?: Readonly<Record<string, readonly string[]>> | undefined;
}

/** A person. */
export interface User {
  readonly id: string;
  /** In lower case. */
  readonly username: string;
  readonly enabled: boolean;
  readonly email?: string | null | undefined;
  readonly firstName?: string | null | undefined;
  readonly lastName?: string | null | undefined;
  readonly attributes?: Attributes | undefined;
  readonly requiredActions?: readonly string[] | undefined;
}

/** A person as the realm's SCIM API lists them. */
export interface ScimUser {
  readonly id: string;
  readonly userName: string;
  readonly groups?: readonly ScimMembership[] | undefined;
}

/** A group that somebody is in, by its id. */
export interface ScimMembership {
  readonly value: string;
  /** `direct`, or `indirect` for the groups above those. */
  readonly type: string;
}

/** A role of the realm or of a client. */
export interface Role {
  readonly id: string;
  readonly name: string;
  readonly description?: string | null | undefined;
  readonly composite: boolean;
  readonly clientRole: boolean;
  /** Id of its client, or the realm's own. */
  readonly containerId: string;
}

/** A client: an application that people log in to. */
export interface Client {
  readonly id: string;
  readonly clientId: string;
  readonly name?: string | null | undefined;
  readonly description?: string | null | undefined;
  /** `openid-connect` or `saml`. */
  readonly protocol?: string | null | undefined;
  readonly enabled?: boolean | undefined;
  readonly baseUrl?: string | null | undefined;
  readonly redirectUris?: readonly string[] | undefined;
  readonly publicClient?: boolean | undefined;
  readonly standardFlowEnabled?: boolean | undefined;
  readonly implicitFlowEnabled?: boolean | undefined;
  readonly directAccessGrantsEnabled?: boolean | undefined;
  readonly serviceAccountsEnabled?: boolean | undefined;
  /** A confidential client's. */
  readonly secret?: string | null | undefined;
  /** One text each; a SAML client's private key is among them. */
  readonly attributes?: Readonly<Record<string, string | null>> | undefined;
}

/** Which attributes people may have; more fields come along. */
export interface Profile {
  readonly attributes: readonly { readonly name: string }[];
  /** Absent: an attribute that is not in the list is dropped without a word. */
  readonly unmanagedAttributePolicy?: string | null | undefined;
}

/** Something that an administrator did. */
export interface AdminEvent {
  /** Milliseconds since 1970. */
  readonly time: number;
  /** `CREATE`, `UPDATE`, `DELETE` or `ACTION`. */
  readonly operationType: string;
  readonly resourceType?: string | null | undefined;
  /** Below the realm: `users/{id}/groups/{id}`. */
  readonly resourcePath?: string | null | undefined;
  /** Who did it, by ids. */
  readonly authDetails?:
    | {
        readonly realmId?: string | null | undefined;
        readonly clientId?: string | null | undefined;
        readonly userId?: string | null | undefined;
      }
    | null
    | undefined;
  /** JSON of what was sent, where the realm keeps that. */
  readonly representation?: string | null | undefined;
  readonly details?: Readonly<Record<string, unknown>> | null | undefined;
}
