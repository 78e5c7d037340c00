import type { ManagerGroup } from "./manager-group";

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
