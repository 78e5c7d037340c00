import { type Database } from "../../storage/database";
import { DEPARTMENT_MEMBERS, type MembershipRow, type UserRow } from "./tables";

/** Those who are in a department itself, in the order of their user's making; a page of them. */
export function membersOf(db: Database, departments: number[], limit = -1, offset = 0): UserRow[] {
  return db.all(
    `SELECT * FROM users WHERE id IN (
       SELECT user FROM department_members WHERE department IN (SELECT value FROM json_each(?))
     ) ORDER BY id LIMIT ? OFFSET ?`,
    JSON.stringify(departments),
    limit,
    offset,
  );
}

/** How many are in any of the departments. */
export function countMembers(db: Database, departments: number[]): number {
  const sql = `SELECT COUNT(DISTINCT user) AS n FROM department_members
    WHERE department IN (SELECT value FROM json_each(?))`;
  return db.get<{ n: number }>(sql, JSON.stringify(departments))?.n ?? 0;
}

/** Where a user is by name, nothing above it. */
export const membershipsOf = (db: Database, user: number): MembershipRow[] =>
  DEPARTMENT_MEMBERS.list(db, { user }, "department");

/** Puts a user into a department; who is there stays as they are. */
export const addMember = (db: Database, department: number, user: number) =>
  void DEPARTMENT_MEMBERS.insert(db, { department, user }, "IGNORE");

/** Takes a user out of a department; who is not there is out already. */
export const removeMember = (db: Database, department: number, user: number) =>
  void DEPARTMENT_MEMBERS.remove(db, { department, user });

/** Makes these all the departments of a user, over all organizations. */
export function setMemberships(
  db: Database,
  user: number,
  memberships: Omit<MembershipRow, "user">[],
): void {
  DEPARTMENT_MEMBERS.remove(db, { user });
  for (const each of memberships) DEPARTMENT_MEMBERS.insert(db, { ...each, user }, "IGNORE");
}
