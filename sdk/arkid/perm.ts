/** A permission. */
export interface Perm {
  permId: number;
  /** `app_<scope>_<slug of the name>`, chosen by the server. */
  uid: string;
  name: string;
  remark: string;
  /** An app uid, or an oid. */
  scope: string;
  action: string;
  subject: string;
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
  };
}

/** 1 granted, -1 denied, 0 neither. */
export type GrantStatus = -1 | 0 | 1;
