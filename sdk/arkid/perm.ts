/** A permission. */
export interface Perm {
  permId: number;
  /** `app_<scope>_<slug of the name>`, chosen by the server. */
  uid: string;
  name: string;
  remark: string;
  /** An app uid; for an org's own perms what they are about. */
  scope: string;
  action: string;
  /** `app`, `system`, or an oid. */
  subject: string;
  /** Perms that stand for a shared account only. */
  subAccount?: SubAccount;
  /** In listings only: the first who are granted it. */
  permitOwners?: FirstOwners;
  /** In listings only: the first who are denied it. */
  rejectOwners?: FirstOwners;
}

/** The first few owners of a perm. */
export interface FirstOwners {
  /** Of all. */
  count: number;
  owners: PermOwner[];
  hasMore: boolean;
}

/** Who is named in a perm. */
export interface PermOwner {
  /** A username or a prefixed node uid. */
  uid: string;
  name: string;
  /** `user`, `dept`, or a group's kind. */
  subject: string;
}

/** A shared account that the holders of a perm log in with. */
export interface SubAccount {
  uuid?: string;
  domain: string;
  username: string;
  /** Returned in clear. */
  password: string;
}

/** A permission to create. Its uid, action and subject are the server's. */
export interface NewPerm {
  /** An app uid; unknown ones are accepted. */
  scope: string;
  name: string;
  subAccount?: SubAccount | undefined;
}

/** What can be changed of a perm. */
export interface PermChanges {
  name?: string | undefined;
  remark?: string | undefined;
  /** An app uid. The perm's own uid goes on naming the old one. */
  scope?: string | undefined;
}

/** Narrows a list of perms. */
export interface PermFilter {
  scope?: string | undefined;
  action?: string | undefined;
  /** All but this action; `access` leaves the perms inside apps. */
  actionExcept?: string | undefined;
  subject?: string | undefined;
  /** Part of the name. */
  name?: string | undefined;
}

/** Narrows the list of all perms. */
export interface PermListFilter extends PermFilter {
  /** Which owners the listing tells: `user`, `dept`, or the top uid of a kind of groups. */
  ownerSubject?: string | undefined;
}

/** Domain to wire. */
export function toWirePermFilter(filter: PermFilter): Record<string, string | undefined> {
  return {
    scope: filter.scope,
    action: filter.action,
    action_except: filter.actionExcept,
    subject: filter.subject,
    name: filter.name,
  };
}
