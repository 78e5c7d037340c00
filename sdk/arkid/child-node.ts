import type { NodeInfo } from "./node-info";
import type { MemberInfo } from "./tree";

/** A node in a listing of its parent: no parent, visibility or scopes. */
export interface ChildNode extends NodeInfo {
  /** Manager groups only: the managers. */
  users?: MemberInfo[];
}
