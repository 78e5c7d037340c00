import { toWireManagerGroup, type ManagerGroup } from "./manager-group";
import type { NodeInfo } from "./node-info";

/** 1 everyone in the org, 2 its members, 3 members and below, 4 named nodes and users, 5 nobody. */
export type Visibility = 1 | 2 | 3 | 4 | 5;

/** A department or a group. Child listings lack the parent, visibility and scopes: those are NodeInfo. */
export interface Node extends NodeInfo {
  /** Without prefix; null at a root, and for a node that an interrupted create has left. */
  parentUid: string | null;
  /** Prefixed. */
  parentNodeUid: string | null;
  parentName: string | null;
  visibility: Visibility;
  /** Prefixed uids of the nodes that may see it, for visibility 4. */
  nodeScope: string[];
  /** Usernames that may see it, for visibility 4. */
  userScope: string[];
}

/** What can be changed of a node; its uid can't, and its parent by `addChildren` only. */
export interface NodeChanges {
  name?: string | undefined;
  remark?: string | undefined;
  visibility?: Visibility | undefined;
  /** Prefixed uids. Unknown ones are echoed, and gone at the next read. */
  nodeScope?: readonly string[] | undefined;
  /** Usernames. Unknown ones are echoed, and gone at the next read. */
  userScope?: readonly string[] | undefined;
  /** Groups only. */
  acceptUser?: boolean | undefined;
  /** Honoured only below the org's manager root. */
  managerGroup?: Partial<ManagerGroup> | undefined;
}

/** A node to create. */
export interface NewNode extends NodeChanges {
  name: string;
  /**
   * Without prefix; unique among all orgs' departments, or groups. Letters, digits, `_`, `|`, `-`.
   * @default made of the name by the server, so that repeating makes another node
   */
  uid?: string | undefined;
}

/** Domain to wire. */
export function toWireNodeChanges(changes: NodeChanges): Record<string, unknown> {
  return {
    name: changes.name,
    remark: changes.remark,
    visibility: changes.visibility,
    node_scope: changes.nodeScope,
    user_scope: changes.userScope,
    accept_user: changes.acceptUser,
    manager_group: changes.managerGroup && toWireManagerGroup(changes.managerGroup),
  };
}
