import type { NodeKind } from "../domain";
import type { Org } from "../../../sdk";

/** A node's id is its uid with one of two prefixes, each a namespace. */
export const PREFIX = {
  department: "d_",
  group: "g_",
  direct: "g_",
  role: "g_",
  label: "g_",
  manager: "g_",
} as const satisfies Record<NodeKind, string>;

/** The ids of an org's six roots. */
export function rootsOf(org: Org): Record<NodeKind, string> {
  return {
    department: `d_${org.deptUid}`,
    group: `g_${org.groupUid}`,
    direct: `g_${org.directUid}`,
    role: `g_${org.roleUid}`,
    label: `g_${org.labelUid}`,
    manager: `g_${org.managerUid}`,
  };
}
