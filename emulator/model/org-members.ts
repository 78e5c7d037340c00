import { type Database } from "../storage/database";
import { type UserRow } from "./users";

/** A row of `org_members`: what the org knows of its member. `hiredate` is a time or null. */
export interface OrgMemberRow {
  id: number;
  org_id: number;
  user_id: number;
  email: string;
  employee_number: string;
  position: string;
  hiredate: string | null;
  remark: string;
}

/** The fields of a member that are the org's to write. */
type OrgMemberValues = Partial<Omit<OrgMemberRow, "id" | "org_id" | "user_id">>;

/** A user's membership in an org. */
export function orgMember(db: Database, orgId: number, userId: number): OrgMemberRow | undefined {
  return db.get<OrgMemberRow>(
    "SELECT * FROM org_members WHERE org_id = ? AND user_id = ?",
    orgId,
    userId,
  );
}

/** Makes the user a member unless he is one. */
export function ensureOrgMember(db: Database, orgId: number, userId: number): void {
  db.run("INSERT OR IGNORE INTO org_members (org_id, user_id) VALUES (?, ?)", orgId, userId);
}

/** Takes a user out of an org and of all its nodes; what the org knew of him is lost. */
export function removeOrgMember(db: Database, orgId: number, userId: number): void {
  db.run("DELETE FROM org_members WHERE org_id = ? AND user_id = ?", orgId, userId);
  db.run(
    `DELETE FROM node_members WHERE user_id = ?
     AND node IN (SELECT pk FROM nodes WHERE org_id = ?)`,
    userId,
    orgId,
  );
}

/** Writes the given fields. */
export function updateOrgMember(db: Database, id: number, values: OrgMemberValues): void {
  for (const [column, value] of Object.entries(values)) {
    db.run(`UPDATE org_members SET ${column} = ? WHERE id = ?`, value, id);
  }
}

/** How many members an org has; deleted users count (ARKID.md 10). */
export function countOrgMembers(db: Database, orgId: number): number {
  const row = db.get<{ n: number }>(
    "SELECT COUNT(*) AS n FROM org_members WHERE org_id = ?",
    orgId,
  );
  return row?.n ?? 0;
}

/** Some members in the order of their joining, with their users. */
export function listOrgMembers(
  db: Database,
  orgId: number,
  limit: number,
  offset: number,
): { user: UserRow; member: OrgMemberRow }[] {
  const members = db.all<OrgMemberRow>(
    "SELECT * FROM org_members WHERE org_id = ? ORDER BY id LIMIT ? OFFSET ?",
    orgId,
    limit,
    offset,
  );
  return members.map((member) => ({
    member,
    user: db.get<UserRow>("SELECT * FROM users WHERE id = ?", member.user_id) as UserRow,
  }));
}
