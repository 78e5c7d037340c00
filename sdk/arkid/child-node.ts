import { toNodeInfo, type NodeInfo, type WireNodeInfo } from "./node-info";
import { toMemberInfo, type MemberInfo, type WireMemberInfo } from "./tree";

/** A node in a listing of its parent: no parent, visibility or scopes. */
export interface ChildNode extends NodeInfo {
  /** Manager groups only: the managers. */
  users?: MemberInfo[];
}

/** A child on the wire. */
export interface WireChildNode extends WireNodeInfo {
  users?: WireMemberInfo[];
}

/** Wire to domain. */
export function toChildNode(wire: WireChildNode): ChildNode {
  return {
    ...toNodeInfo(wire),
    ...(wire.users && { users: wire.users.map(toMemberInfo) }),
  };
}
