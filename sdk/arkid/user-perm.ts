import type { GrantStatus } from "./grant";
import type { Perm } from "./perm";

/** Where an inherited perm comes from. */
export interface PermSource {
  name: string;
  uid: string;
  nodeUid: string;
  nodeSubject: string;
}

/** A user's standing in one perm. Compare desired state with `status`: `value` lags behind. */
export interface UserPerm {
  perm: Perm;
  /** The user's own: 1 granted, -1 denied, 0 neither. */
  status: GrantStatus;
  /** The outcome; inheritance changes it only at the server's flush, every 5 minutes. */
  value: boolean;
  deptPermValue: boolean;
  groupPermValue: boolean;
  nodePermValue: boolean;
  /** Only where one perm was asked for. */
  source?: PermSource[];
}
