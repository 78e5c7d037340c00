import { type Database } from "../storage/database";
import { nextBirth } from "../storage/clock";
import { hasRow } from "./grant-rows";
import { type NodeRow } from "./nodes";
import { type PermRow } from "./perms";

/** Who a grant is for: a user or a node. */
export type OwnerKind = "u" | "n";

/** What a permission is worth to a user. `status`: 1 granted, -1 denied, 0 inherited. */
interface UserGrant {
  status: number;
  deptValue: boolean;
  groupValue: boolean;
  value: boolean;
  /** The nodes whose own grant he inherits. */
  source: NodeRow[];
}

/** The owner's own status; 0 where nothing was ever set. */
export function ownStatus(db: Database, permId: number, kind: OwnerKind, ownerId: number): number {
  const row = db.get<{ status: number }>(
    "SELECT status FROM grants WHERE perm_id = ? AND owner_kind = ? AND owner_id = ?",
    permId,
    kind,
    ownerId,
  );
  return row?.status ?? 0;
}

/** Sets the owner's own status, and makes his row where there is none yet (grant-rows.ts). */
export function setStatus(
  db: Database,
  perm: PermRow,
  kind: OwnerKind,
  owner: { id: number; born: number },
  status: number,
): void {
  db.run(
    `INSERT INTO grants (perm_id, owner_kind, owner_id, status, made) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (perm_id, owner_kind, owner_id) DO UPDATE SET status = excluded.status`,
    perm.id,
    kind,
    owner.id,
    status,
    hasRow(perm, owner.born) ? null : nextBirth(db),
  );
}

/**
 * The nearest node at or above this one that grants the permission, unless a nearer one denies it.
 * Inheritance is computed when asked for; the reference server does so every five minutes.
 */
function grantingNode(db: Database, permId: number, nodePk: number): NodeRow | undefined {
  const nearest = db.get<NodeRow & { status: number }>(
    `WITH RECURSIVE up (pk, parent, depth) AS (
       SELECT pk, parent, 0 FROM nodes WHERE pk = ?1
       UNION ALL SELECT n.pk, n.parent, depth + 1 FROM up JOIN nodes n ON n.pk = up.parent
     )
     SELECT n.*, g.status FROM up JOIN nodes n ON n.pk = up.pk
     JOIN grants g ON g.perm_id = ?2 AND g.owner_kind = 'n' AND g.owner_id = up.pk
     WHERE g.status IN (1, -1) ORDER BY depth LIMIT 1`,
    nodePk,
    permId,
  );
  return nearest?.status === 1 ? nearest : undefined;
}

/** What a permission is worth to a node: its own grant or its parents'. */
export function nodeValue(db: Database, permId: number, nodePk: number): boolean {
  return grantingNode(db, permId, nodePk) !== undefined;
}

/** What a permission is worth to a user, and why. */
export function userGrant(db: Database, permId: number, userId: number): UserGrant {
  const status = ownStatus(db, permId, "u", userId);
  const source = new Map<number, NodeRow>();
  if (isGrantedToNodes(db, permId)) {
    const nodes = db.all<{ node: number }>(
      "SELECT node FROM node_members WHERE user_id = ? ORDER BY node",
      userId,
    );
    for (const { node } of nodes) {
      const granting = grantingNode(db, permId, node);
      if (granting) source.set(granting.pk, granting);
    }
  }
  const inherited = [...source.values()];
  return {
    status,
    deptValue: inherited.some((node) => node.kind === "d"),
    groupValue: inherited.some((node) => node.kind === "g"),
    value: status === 1 || (status !== -1 && inherited.length > 0),
    source: inherited,
  };
}

/** Whether the user has a permission, by its uid. */
export function holdsPerm(db: Database, userId: number, permUid: string): boolean {
  const perm = db.get<{ id: number }>("SELECT id FROM perms WHERE uid = ?", permUid);
  return perm !== undefined && userGrant(db, perm.id, userId).value;
}

/** The ids of all permissions that a user has. */
export function heldPerms(db: Database, userId: number): number[] {
  const candidates = db.all<{ perm_id: number }>(
    `SELECT DISTINCT perm_id FROM grants WHERE status = 1
     AND (owner_kind = 'n' OR (owner_kind = 'u' AND owner_id = ?)) ORDER BY perm_id`,
    userId,
  );
  return candidates.map((row) => row.perm_id).filter((id) => userGrant(db, id, userId).value);
}

/** Most permissions are granted to no node at all; then nobody's nodes need be walked. */
function isGrantedToNodes(db: Database, permId: number): boolean {
  return Boolean(
    db.get(
      "SELECT 1 FROM grants WHERE perm_id = ? AND owner_kind = 'n' AND status = 1 LIMIT 1",
      permId,
    ),
  );
}
