import type { GrantStatus } from "./grant";
import { toPerm, type Perm, type WirePerm } from "./perm";

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

/** A user's standing on the wire. */
export interface WireUserPerm {
  perm: WirePerm;
  status: GrantStatus;
  value: boolean;
  dept_perm_value: boolean;
  group_perm_value: boolean;
  node_perm_value: boolean;
  source?: { name: string; uid: string; node_uid: string; node_subject: string }[];
}

/** Wire to domain. */
export function toUserPerm(wire: WireUserPerm): UserPerm {
  return {
    perm: toPerm(wire.perm),
    status: wire.status,
    value: wire.value,
    deptPermValue: wire.dept_perm_value,
    groupPermValue: wire.group_perm_value,
    nodePermValue: wire.node_perm_value,
    ...(wire.source && {
      source: wire.source.map(({ name, uid, node_uid, node_subject }) => ({
        ...{ name, uid, nodeUid: node_uid, nodeSubject: node_subject },
      })),
    }),
  };
}
