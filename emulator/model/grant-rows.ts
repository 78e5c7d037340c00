import { nextBirth } from "../storage/clock";
import { type Database } from "../storage/database";
import { type PermRow } from "./tables";

/**
 * The reference server keeps one row for every permission and owner, and some are missing: a
 * permission that it makes itself has rows for younger owners only, until a flush (ARKID.md 30).
 * Here rows that nobody set are not stored; when each would have been made follows from births.
 */

/** Whether an owner has a row that nobody set. */
export function hasRow(perm: PermRow, ownerBorn: number): boolean {
  if (perm.posted === 1 || ownerBorn > perm.born) return true;
  return perm.flushed !== null && ownerBorn < perm.flushed;
}

/** Makes the rows that are missing, as the reference's task does every five minutes. */
export function flushRows(db: Database): void {
  db.run("UPDATE perms SET flushed = ? WHERE posted = 0", nextBirth(db));
}

/** One owner's row of a permission. */
export interface OwnerRow {
  kind: "u" | "n";
  id: number;
  name: string;
  /** What the API calls it: a username, or a node's id. */
  uid: string;
  /** `user`, or the node's. */
  subject: string;
  status: number;
}

const MADE = `COALESCE(g.made,
  CASE WHEN ?2 = 1 OR o.born > ?3 THEN MAX(o.born, ?3) WHEN o.born < ?4 THEN ?4 END)`;

const USERS = `SELECT 'u' AS kind, o.id, o.name, o.username AS uid, 'user' AS subject,
    COALESCE(g.status, 0) AS status, ${MADE} AS made, o.born AS born
  FROM users o LEFT JOIN grants g ON g.perm_id = ?1 AND g.owner_kind = 'u' AND g.owner_id = o.id
  WHERE o.deleted = 0`;

const NODES = `SELECT 'n' AS kind, o.pk AS id, o.name, o.kind || '_' || o.uid AS uid, o.subject,
    COALESCE(g.status, 0) AS status, ${MADE} AS made, o.born AS born
  FROM nodes o LEFT JOIN grants g ON g.perm_id = ?1 AND g.owner_kind = 'n' AND g.owner_id = o.pk
  WHERE o.deleted = 0 AND o.kind = ?5`;

/**
 * All rows of a permission: users, then departments, then groups, each in the order in which the
 * rows were made.
 */
export function rowsOf(db: Database, perm: PermRow, kinds: ("u" | "d" | "g")[]): OwnerRow[] {
  return kinds.flatMap((kind) => {
    const sql = `SELECT kind, id, name, uid, subject, status FROM
      (${kind === "u" ? USERS : NODES}) WHERE made IS NOT NULL ORDER BY made, born`;
    const values = [perm.id, perm.posted, perm.born, perm.flushed ?? 0];
    return db.all<OwnerRow>(sql, ...values, ...(kind === "u" ? [] : [kind]));
  });
}

/** The owners of one status, without walking everybody: what listings of permissions show. */
export function ownersWith(db: Database, perm: PermRow, status: 1 | -1): OwnerRow[] {
  return db.all<OwnerRow>(
    `SELECT g.owner_kind AS kind, g.owner_id AS id, g.status,
       COALESCE(u.name, n.name) AS name, COALESCE(u.username, n.kind || '_' || n.uid) AS uid,
       COALESCE(n.subject, 'user') AS subject
     FROM grants g
     LEFT JOIN users u ON g.owner_kind = 'u' AND u.id = g.owner_id
     LEFT JOIN nodes n ON g.owner_kind = 'n' AND n.pk = g.owner_id
     WHERE g.perm_id = ? AND g.status = ?
     ORDER BY u.id IS NULL, n.kind, COALESCE(g.made, u.born, n.born)`,
    perm.id,
    status,
  );
}
