import { toNodeInfo, type NodeInfo, type WireNodeInfo } from "./node-info";

/** A member as trees and child listings name him. */
export interface MemberInfo {
  userId: number;
  username: string;
  name: string;
}

/** A node with everything below it. */
export interface Tree {
  info: NodeInfo;
  nodes: Tree[];
  /** Direct members; only where asked for. */
  users?: MemberInfo[];
  /** Members of the node and of all below, each counted once; only with users. */
  headcount?: number;
}

/** A member's core on the wire. */
export interface WireMemberInfo {
  user_id: number;
  username: string;
  name: string;
}

/** A tree on the wire. */
export interface WireTree {
  info: WireNodeInfo;
  nodes: WireTree[];
  users?: WireMemberInfo[];
  headcount?: number;
}

/** Wire to domain. */
export const toMemberInfo = (wire: WireMemberInfo): MemberInfo => ({
  userId: wire.user_id,
  username: wire.username,
  name: wire.name,
});

/** Wire to domain, all the way down. */
export function toTree(wire: WireTree): Tree {
  return {
    info: toNodeInfo(wire.info),
    nodes: wire.nodes.map(toTree),
    ...(wire.users && { users: wire.users.map(toMemberInfo) }),
    ...(wire.headcount !== undefined && { headcount: wire.headcount }),
  };
}

/** The nodes of a tree, itself first, each before those below it. */
export function* preorder(tree: Tree): Generator<NodeInfo> {
  yield tree.info;
  for (const child of tree.nodes) yield* preorder(child);
}
