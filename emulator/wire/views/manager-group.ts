import { type ManagerGroup, managerGroupOf, nodeLabel } from "../../model/manager-groups";
import { membersOf } from "../../model/node-members";
import { findNodeById } from "../../model/nodes";
import { findUser } from "../../model/users";
import { type Database } from "../../storage/database";
import { nodeDetail } from "./node";
import { type NodeRow } from "../../model/tables";

/** A manager group in the list of its kind: what it names spelled out, and its members. */
export function managerGroupView(db: Database, node: NodeRow): Record<string, unknown> {
  const group = managerGroupOf(node);
  return {
    ...nodeDetail(db, node),
    ...(group && { manager_group: spelledOut(db, group) }),
    users: membersOf(db, node.pk).map(({ id, username, name }) => ({
      user_id: id,
      username,
      name,
    })),
  };
}

function spelledOut(db: Database, group: ManagerGroup): Record<string, unknown> {
  // Nodes and users that are kept but of no effect (scope 1: one's own nodes) are not shown.
  const { nodes, users } = group.scope_subject === 2 ? group : { nodes: [], users: [] };
  return {
    nodes: nodes.flatMap((id) => findNodeById(db, id) ?? []).map(nodeLabel),
    users: users
      .flatMap((username) => findUser(db, username) ?? [])
      .map(({ name, username }) => ({ name, username })),
    apps: group.apps.flatMap((uid) => named(db, "apps", uid)),
    perms: group.perms.flatMap((uid) => named(db, "perms", uid)),
    scope_subject: group.scope_subject,
  };
}

/** The uid and name of an app or permission, if it is there. */
function named(
  db: Database,
  table: "apps" | "perms",
  uid: string,
): { uid: string; name: string }[] {
  const row = db.get<{ name: string }>(`SELECT name FROM ${table} WHERE uid = ?`, uid);
  return row ? [{ uid, name: row.name }] : [];
}
