import { nextBirth } from "../storage/clock";
import { type Database } from "../storage/database";
import {
  APP_GROUP_MEMBERS,
  GRANTS,
  NODES,
  NODE_MEMBERS,
  type NodeKind,
  type NodeRow,
} from "./tables";

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
export const findNode = (db: Database, kind: NodeKind, uid: string) =>
  NODES.find(db, { kind, uid, deleted: 0 });

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
export const getNode = (db: Database, pk: number) => NODES.find(db, { pk });

/** Creates a node as the last child of its parent. */
export function createNode(db: Database, node: NewNode): NodeRow {
  const { parent, orgId, acceptUser = true, nodeScope = [], userScope = [], ...plain } = node;
  const last = "SELECT COALESCE(MAX(number), 0) AS n FROM nodes WHERE kind = ?";
  return NODES.add(db, {
    ...plain,
    born: nextBirth(db),
    number: (db.get<{ n: number }>(last, node.kind)?.n ?? 0) + 1,
    parent: parent?.pk ?? null,
    position: parent ? nextPosition(db, parent.pk) : 0,
    org_id: orgId,
    accept_user: acceptUser ? 1 : 0,
    node_scope: JSON.stringify(nodeScope),
    user_scope: JSON.stringify(userScope),
  });
}

/** Writes the given columns and answers the row. */
export const updateNode = (db: Database, pk: number, values: Partial<NodeRow>) =>
  NODES.change(db, { pk }, values);

/** The children in their order. */
export function childrenOf(db: Database, pk: number): NodeRow[] {
  return db.all<NodeRow>(
    "SELECT * FROM nodes WHERE parent = ? AND deleted = 0 ORDER BY position, pk",
    pk,
  );
}

/** Deletes one node with its memberships and grants; the row stays for its children's sake. */
export function deleteNode(db: Database, pk: number): void {
  NODES.update(db, { pk }, { deleted: 1 });
  NODE_MEMBERS.remove(db, { node: pk });
  APP_GROUP_MEMBERS.remove(db, { node: pk });
  GRANTS.remove(db, { owner_kind: "n", owner_id: pk });
}

/** The place after the last child. */
export function nextPosition(db: Database, parent: number): number {
  const last = "SELECT COALESCE(MAX(position), 0) AS n FROM nodes WHERE parent = ?";
  return (db.get<{ n: number }>(last, parent)?.n ?? 0) + 1;
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
