import { type Database } from "../storage/database";
import { nextBirth } from "../storage/clock";
import { hasRow } from "./grant-rows";
import { findPerm } from "./perms";
import { GRANTS, NODE_MEMBERS, type NodeRow, type OwnerKind, type PermRow } from "./tables";

/** What a permission is worth to a user. `status`: 1 granted, -1 denied, 0 inherited. */
interface UserGrant {
  status: number;
  deptValue: boolean;
  groupValue: boolean;
  value: boolean;
  /** The nodes whose own grant they inherit. */
  source: NodeRow[];
}

/** The owner's own status; 0 where nothing was ever set. */
export const ownStatus = (db: Database, perm_id: number, owner_kind: OwnerKind, owner_id: number) =>
  GRANTS.find(db, { perm_id, owner_kind, owner_id })?.status ?? 0;

/** Sets the owner's own status, and makes their row where there is none yet (grant-rows.ts). */
export function setStatus(
  db: Database,
  perm: PermRow,
  owner_kind: OwnerKind,
  owner: { id: number; born: number },
  status: number,
): void {
  const key = { perm_id: perm.id, owner_kind, owner_id: owner.id };
  if (GRANTS.has(db, key)) return GRANTS.update(db, key, { status });
  const made = hasRow(perm, owner.born) ? null : nextBirth(db);
  GRANTS.insert(db, { ...key, status, made });
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
  const inherited = granting(db, permId, userId);
  return {
    status,
    deptValue: inherited.some((node) => node.kind === "d"),
    groupValue: inherited.some((node) => node.kind === "g"),
    value: status === 1 || (status !== -1 && inherited.length > 0),
    source: inherited,
  };
}

/** The nodes whose own grant a user inherits. */
function granting(db: Database, permId: number, userId: number): NodeRow[] {
  // Most permissions are granted to no node at all; then nobody's nodes need be walked.
  if (!GRANTS.has(db, { perm_id: permId, owner_kind: "n", status: 1 })) return [];
  const found = NODE_MEMBERS.list(db, { user_id: userId }, "node").flatMap(
    ({ node }) => grantingNode(db, permId, node) ?? [],
  );
  return [...new Map(found.map((node) => [node.pk, node])).values()];
}

/** Whether the user has a permission, by its uid. */
export function holdsPerm(db: Database, userId: number, permUid: string): boolean {
  const perm = findPerm(db, permUid);
  if (!perm) return false;
  const status = ownStatus(db, perm.id, "u", userId);
  return status === 1 || (status !== -1 && granting(db, perm.id, userId).length > 0);
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
