import { nextBirth } from "../storage/clock";
import { type Database } from "../storage/database";
import { GRANTS, PERMS, type PermRow } from "./tables";

type NewPerm = Pick<PermRow, "uid" | "name" | "scope" | "action" | "subject"> & Partial<PermRow>;

/** By uid. */
export const findPerm = (db: Database, uid: string) => PERMS.find(db, { uid });

/** Creates a permission. */
export const createPerm = (db: Database, perm: NewPerm): PermRow =>
  PERMS.add(db, { ...perm, born: nextBirth(db) });

/** Deletes a permission and its grants, for good. */
export function deletePerm(db: Database, id: number): void {
  PERMS.remove(db, { id });
  GRANTS.remove(db, { perm_id: id });
}
