import { type Database } from "../../storage/database";
import { nodeView } from "./node";
import { type NodeRow } from "../../model/tables";

/** A user as trees show them. */
interface TreeUser {
  user_id: number;
  username: string;
  name: string;
}

/** The members of every node of a subtree, by the node's row id, in their order. */
export function treeUsers(db: Database, rootPk: number): Map<number, TreeUser[]> {
  const rows = db.all<{ node: number; id: number; username: string; name: string }>(
    `WITH RECURSIVE down (pk) AS (
       SELECT ?1 UNION ALL
       SELECT n.pk FROM down JOIN nodes n ON n.parent = down.pk AND n.deleted = 0
     ) SELECT m.node, u.id, u.username, u.name FROM down
     JOIN node_members m ON m.node = down.pk JOIN users u ON u.id = m.user_id
     WHERE u.deleted = 0 ORDER BY m.node, m.position, u.id`,
    rootPk,
  );
  const users = new Map<number, TreeUser[]>();
  for (const { node, id, username, name } of rows) {
    const list = users.get(node);
    const user = { user_id: id, username, name };
    if (list) list.push(user);
    else users.set(node, [user]);
  }
  return users;
}

interface Branch {
  info: Record<string, unknown>;
  users?: TreeUser[];
  headcount?: number;
  [list: string]: unknown;
}

/** Adds to every node's count the people of the nodes below it. */
function countBelow(nodes: NodeRow[], branches: Map<number, Branch>): void {
  const byPk = new Map(nodes.map((node) => [node.pk, node]));
  for (const node of nodes) {
    const own = branches.get(node.pk)?.users?.length ?? 0;
    for (let up = byPk.get(node.parent ?? 0); up; up = byPk.get(up.parent ?? 0)) {
      const branch = branches.get(up.pk) as Branch;
      branch.headcount = (branch.headcount ?? 0) + own;
    }
  }
}

/**
 * Nests the nodes of a subtree; without recursion, because a tree may be as deep as its maker
 * liked.
 *
 * @param list the key of the children
 */
export function treeOf(
  nodes: NodeRow[],
  root: NodeRow,
  list: string,
  users: Map<number, TreeUser[]> | undefined,
): Branch {
  const branches = new Map<number, Branch>();
  for (const node of nodes) {
    const own = users?.get(node.pk) ?? [];
    branches.set(node.pk, {
      info: nodeView(node),
      ...(users && { users: own }),
      [list]: [],
      ...(users && { headcount: own.length }),
    });
  }
  for (const node of nodes) {
    if (node.pk === root.pk || node.parent === null) continue;
    const siblings = branches.get(node.parent)?.[list] as Branch[] | undefined;
    siblings?.push(branches.get(node.pk) as Branch);
  }
  if (users) countBelow(nodes, branches);
  return branches.get(root.pk) as Branch;
}
