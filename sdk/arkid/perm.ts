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
}

/** A shared account that the holders of a perm log in with. */
export interface SubAccount {
  uuid?: string;
  domain: string;
  username: string;
  /** Returned in clear. */
  password: string;
}

/** A permission on the wire. */
export interface WirePerm {
  perm_id: number;
  uid: string;
  name: string;
  remark: string;
  scope: string;
  action: string;
  subject: string;
  sub_account?: SubAccount | null;
}

/** Wire to domain. */
export function toPerm(wire: WirePerm): Perm {
  return {
    permId: wire.perm_id,
    uid: wire.uid,
    name: wire.name,
    remark: wire.remark,
    scope: wire.scope,
    action: wire.action,
    subject: wire.subject,
    ...(wire.sub_account && { subAccount: wire.sub_account }),
  };
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
