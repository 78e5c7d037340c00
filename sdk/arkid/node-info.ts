import { toManagerGroup, type ManagerGroup, type WireManagerGroup } from "./manager-group";

/** A node as other answers name it: without its parent, visibility and scopes. */
export interface NodeInfo {
  /** The prefixed uid, `d_…` for a department, `g_…` for a group: what methods take. */
  nodeUid: string;
  /** The uid without prefix. */
  uid: string;
  /** `dept` for departments; for groups the kind: `role`, `label`, `direct`, `manager`, … */
  nodeSubject: string;
  name: string;
  remark: string;
  /** The server's number of a department. */
  deptId?: number;
  /** The server's number of a group. */
  groupId?: number;
  /** Groups only: whether it can have members. */
  acceptUser?: boolean;
  /** Manager groups only, and not in every answer. */
  managerGroup?: ManagerGroup;
}

/** A node's core on the wire. */
export interface WireNodeInfo {
  node_uid: string;
  uid: string;
  node_subject: string;
  name: string;
  remark: string;
  dept_id?: number;
  group_id?: number;
  accept_user?: boolean;
  manager_group?: WireManagerGroup | null;
}

/** Wire to domain. */
export function toNodeInfo(wire: WireNodeInfo): NodeInfo {
  return {
    nodeUid: wire.node_uid,
    uid: wire.uid,
    nodeSubject: wire.node_subject,
    name: wire.name,
    remark: wire.remark,
    ...(wire.dept_id !== undefined && { deptId: wire.dept_id }),
    ...(wire.group_id !== undefined && { groupId: wire.group_id }),
    ...(wire.accept_user !== undefined && { acceptUser: wire.accept_user }),
    ...(wire.manager_group && { managerGroup: toManagerGroup(wire.manager_group) }),
  };
}
