import type { NodeInfo } from "./node-info";

/** A member as trees and child listings name them. */
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

/** The nodes of a tree, itself first, each before those below it. */
export function* preorder(tree: Tree): Generator<NodeInfo> {
  yield tree.info;
  for (const child of tree.nodes) yield* preorder(child);
}
