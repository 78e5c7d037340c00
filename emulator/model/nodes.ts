import { nextBirth } from "../storage/clock";
import { type Database } from "../storage/database";

/** d: a department, g: a group, ag: an app group. */
type NodeKind = "d" | "g" | "ag";

/** A row of `nodes`. */
export interface NodeRow {
  pk: number;
  born: number;
  kind: NodeKind;
  /** The id that the API shows; it counts for each kind by itself. */
  number: number;
  uid: string;
  name: string;
  remark: string;
  parent: number | null;
  position: number;
  /** For a group, the kind of its top: role, label, manager, …, or a category's own uid. */
  subject: string;
  org_id: number | null;
  accept_user: number;
  visibility: number;
  /** JSON lists of node and user ids. */
  node_scope: string;
  user_scope: string;
  /** JSON, see manager-groups.ts. */
  manager_group: string | null;
  deleted: number;
}

/** What a new node is made of. */
interface NewNode {
  kind: NodeKind;
  uid: string;
  name: string;
  remark?: string;
  parent: NodeRow | null;
  subject: string;
  orgId: number | null;
  acceptUser?: boolean;
  visibility?: number;
  nodeScope?: string[];
  userScope?: string[];
}

/** Its id in the API: `d_sales`. */
export const nodeUid = (node: Pick<NodeRow, "kind" | "uid">): string => `${node.kind}_${node.uid}`;

/** By kind and bare uid, unless deleted. */
export function findNode(db: Database, kind: NodeKind, uid: string): NodeRow | undefined {
  return db.get<NodeRow>(
    "SELECT * FROM nodes WHERE kind = ? AND uid = ? AND deleted = 0",
    kind,
    uid,
  );
}

/** By its id in the API; nothing for an unknown prefix. */
export function findNodeById(db: Database, id: string): NodeRow | undefined {
  const kind = kindOf(id);
  return kind && findNode(db, kind, id.slice(2));
}

/** The kind that a prefix names. */
export function kindOf(id: string): "d" | "g" | undefined {
  if (id.startsWith("d_")) return "d";
  return id.startsWith("g_") ? "g" : undefined;
}

/** By row id, deleted ones too. */
export function getNode(db: Database, pk: number): NodeRow | undefined {
  return db.get<NodeRow>("SELECT * FROM nodes WHERE pk = ?", pk);
}

/** Creates a node as the last child of its parent. */
export function createNode(db: Database, node: NewNode): NodeRow {
  const { id } = db.run(
    `INSERT INTO nodes (born, kind, number, uid, name, remark, parent, position, subject, org_id,
       accept_user, visibility, node_scope, user_scope)
     VALUES (?, ?, (SELECT COALESCE(MAX(number), 0) + 1 FROM nodes WHERE kind = ?),
       ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    nextBirth(db),
    node.kind,
    node.kind,
    node.uid,
    node.name,
    node.remark ?? "",
    node.parent?.pk ?? null,
    node.parent ? nextPosition(db, node.parent.pk) : 0,
    node.subject,
    node.orgId,
    node.acceptUser === false ? 0 : 1,
    node.visibility ?? 1,
    JSON.stringify(node.nodeScope ?? []),
    JSON.stringify(node.userScope ?? []),
  );
  return getNode(db, id) as NodeRow;
}

/** Writes the given columns and answers the row. */
export function updateNode(
  db: Database,
  pk: number,
  values: Partial<Omit<NodeRow, "pk">>,
): NodeRow {
  for (const [column, value] of Object.entries(values)) {
    db.run(`UPDATE nodes SET ${column} = ? WHERE pk = ?`, value, pk);
  }
  return getNode(db, pk) as NodeRow;
}

/** The children in their order. */
export function childrenOf(db: Database, pk: number): NodeRow[] {
  return db.all<NodeRow>(
    "SELECT * FROM nodes WHERE parent = ? AND deleted = 0 ORDER BY position, pk",
    pk,
  );
}

/** The row ids of the ordinary nodes of an org that a user is in himself. */
export function nodesUnderManagement(db: Database, userId: number, orgId: number | null): number[] {
  return db
    .all<{ pk: number }>(
      `SELECT n.pk FROM node_members m JOIN nodes n ON n.pk = m.node
       WHERE m.user_id = ? AND n.org_id IS ? AND n.subject <> 'manager' AND n.deleted = 0`,
      userId,
      orgId,
    )
    .map((row) => row.pk);
}

/** Deletes one node with its memberships and grants; the row stays for its children's sake. */
export function deleteNode(db: Database, pk: number): void {
  db.run("UPDATE nodes SET deleted = 1 WHERE pk = ?", pk);
  db.run("DELETE FROM node_members WHERE node = ?", pk);
  db.run("DELETE FROM app_group_members WHERE node = ?", pk);
  db.run("DELETE FROM grants WHERE owner_kind = 'n' AND owner_id = ?", pk);
}

/** The place after the last child. */
export function nextPosition(db: Database, parent: number): number {
  return (
    db.get<{ next: number }>(
      "SELECT COALESCE(MAX(position), 0) + 1 AS next FROM nodes WHERE parent = ?",
      parent,
    )?.next ?? 1
  );
}

/** The row ids of a node and of everything above it, nearest first. */
export function pathOf(db: Database, pk: number): number[] {
  return db
    .all<{ pk: number }>(
      `WITH RECURSIVE up (pk, parent, depth) AS (
         SELECT pk, parent, 0 FROM nodes WHERE pk = ?
         UNION ALL SELECT n.pk, n.parent, depth + 1 FROM up JOIN nodes n ON n.pk = up.parent
       ) SELECT pk FROM up ORDER BY depth`,
      pk,
    )
    .map((row) => row.pk);
}

/** A node and everything below it, parents before children, siblings in their order. */
export function subtreeOf(db: Database, pk: number): NodeRow[] {
  return db.all<NodeRow>(
    `WITH RECURSIVE down (pk) AS (
       SELECT ?1 UNION ALL
       SELECT n.pk FROM down JOIN nodes n ON n.parent = down.pk AND n.deleted = 0
     ) SELECT n.* FROM down JOIN nodes n ON n.pk = down.pk ORDER BY n.position, n.pk`,
    pk,
  );
}
