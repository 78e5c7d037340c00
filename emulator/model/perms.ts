import { nextBirth } from "../storage/clock";
import { type Database } from "../storage/database";

/** A row of `perms`. */
export interface PermRow {
  id: number;
  born: number;
  uid: string;
  name: string;
  remark: string;
  scope: string;
  action: string;
  /** `system`, `app`, or the oid of an org. */
  subject: string;
  /** Made by `POST perm/`, and so with rows for everybody at once (ARKID.md 30). */
  posted: number;
  /** When the last flush made rows for everybody; null before the first. */
  flushed: number | null;
  sub_account: string | null;
}

/** What a new permission is made of. */
interface NewPerm {
  uid: string;
  name: string;
  remark?: string;
  scope: string;
  action: string;
  subject: string;
  posted?: boolean;
  subAccount?: string;
}

/** By uid. */
export function findPerm(db: Database, uid: string): PermRow | undefined {
  return db.get<PermRow>("SELECT * FROM perms WHERE uid = ?", uid);
}

/** Creates a permission. */
export function createPerm(db: Database, perm: NewPerm): PermRow {
  const { id } = db.run(
    `INSERT INTO perms (born, uid, name, remark, scope, action, subject, posted, sub_account)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    nextBirth(db),
    perm.uid,
    perm.name,
    perm.remark ?? "",
    perm.scope,
    perm.action,
    perm.subject,
    perm.posted ? 1 : 0,
    perm.subAccount ?? null,
  );
  return db.get<PermRow>("SELECT * FROM perms WHERE id = ?", id) as PermRow;
}

/** Writes the given fields and answers the row. */
export function updatePerm(
  db: Database,
  id: number,
  values: Partial<Pick<PermRow, "name" | "remark" | "scope">>,
): PermRow {
  for (const [column, value] of Object.entries(values)) {
    db.run(`UPDATE perms SET ${column} = ? WHERE id = ?`, value, id);
  }
  return db.get<PermRow>("SELECT * FROM perms WHERE id = ?", id) as PermRow;
}

/** Deletes a permission and its grants, for good. */
export function deletePerm(db: Database, id: number): void {
  db.run("DELETE FROM perms WHERE id = ?", id);
  db.run("DELETE FROM grants WHERE perm_id = ?", id);
}
