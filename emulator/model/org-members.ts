import { type Database } from "../storage/database";
import { ORG_MEMBERS, type OrgMemberRow, USERS, type UserRow } from "./tables";

/** A user's membership in an org. */
export const orgMember = (db: Database, org_id: number, user_id: number) =>
  ORG_MEMBERS.find(db, { org_id, user_id });

/** Makes the user a member unless they are one. */
export const ensureOrgMember = (db: Database, org_id: number, user_id: number) =>
  void ORG_MEMBERS.insert(db, { org_id, user_id }, "IGNORE");

/** Takes a user out of an org and of all its nodes; what the org knew of them is lost. */
export function removeOrgMember(db: Database, org_id: number, user_id: number): void {
  ORG_MEMBERS.remove(db, { org_id, user_id });
  db.run(
    `DELETE FROM node_members WHERE user_id = ?
     AND node IN (SELECT pk FROM nodes WHERE org_id = ?)`,
    user_id,
    org_id,
  );
}

/** Some members in the order of their joining, with their users; deleted ones too (ARKID.md 10). */
export function listOrgMembers(
  db: Database,
  orgId: number,
  limit = -1,
  offset = 0,
): { user: UserRow; member: OrgMemberRow }[] {
  const sql = "SELECT * FROM org_members WHERE org_id = ? ORDER BY id LIMIT ? OFFSET ?";
  return db.all<OrgMemberRow>(sql, orgId, limit, offset).map((member) => ({
    member,
    user: USERS.find(db, { id: member.user_id }) as UserRow,
  }));
}
