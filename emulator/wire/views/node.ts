import { type ManagerGroup, managerGroupOf } from "../../model/manager-groups";
import { findNodeById, getNode, nodeUid } from "../../model/nodes";
import { findUser } from "../../model/users";
import { type Database } from "../../storage/database";
import { type NodeRow } from "../../model/tables";

/** A node as it shows in lists, trees and users. */
export function nodeView(node: NodeRow): Record<string, unknown> {
  const group = managerGroupOf(node);
  const common = { uid: node.uid, name: node.name, remark: node.remark };
  if (node.kind === "ag") {
    return { app_group_id: node.number, node_uid: nodeUid(node), ...common };
  }
  if (node.kind === "d") {
    return { dept_id: node.number, node_uid: nodeUid(node), node_subject: "dept", ...common };
  }
  return {
    group_id: node.number,
    node_uid: nodeUid(node),
    node_subject: node.subject,
    ...common,
    accept_user: node.accept_user === 1,
    ...(group && { manager_group: managerGroupIds(group) }),
  };
}

/** A node with its parent and who may see it. */
export function nodeDetail(db: Database, node: NodeRow): Record<string, unknown> {
  const parent = node.parent === null ? undefined : getNode(db, node.parent);
  return {
    parent_uid: parent?.uid ?? null,
    parent_node_uid: parent ? nodeUid(parent) : null,
    parent_name: parent?.name ?? null,
    ...nodeView(node),
    visibility: node.visibility,
    node_scope: JSON.parse(node.node_scope) as string[],
    user_scope: JSON.parse(node.user_scope) as string[],
  };
}

/** Drops what no longer exists from a node's scopes, for good: a reading does so (ARKID.md 18). */
export function purgeScopes(db: Database, node: NodeRow): NodeRow {
  const nodes = JSON.parse(node.node_scope) as string[];
  const users = JSON.parse(node.user_scope) as string[];
  const keptNodes = nodes.filter((id) => findNodeById(db, id));
  const keptUsers = users.filter((username) => findUser(db, username));
  if (keptNodes.length === nodes.length && keptUsers.length === users.length) return node;
  db.run(
    "UPDATE nodes SET node_scope = ?, user_scope = ? WHERE pk = ?",
    JSON.stringify(keptNodes),
    JSON.stringify(keptUsers),
    node.pk,
  );
  return getNode(db, node.pk) as NodeRow;
}

function managerGroupIds(group: ManagerGroup): ManagerGroup {
  const { nodes, users, apps, perms, scope_subject } = group;
  return { nodes, users, apps, perms, scope_subject };
}
