import { type Database } from "../../storage/database";
import { type UserRow } from "./users";

/** A user's place in a department. */
export interface Membership {
  department: number;
  leader: number;
  main: number;
}

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
  const { n } = db.get<{ n: number }>(
    `SELECT COUNT(DISTINCT user) AS n FROM department_members
     WHERE department IN (SELECT value FROM json_each(?))`,
    JSON.stringify(departments),
  ) ?? { n: 0 };
  return n;
}

/** Where a user is himself, nothing above it. */
export function membershipsOf(db: Database, user: number): Membership[] {
  return db.all("SELECT * FROM department_members WHERE user = ? ORDER BY department", user);
}

/** Puts a user into a department; who is there stays as he is. */
export function addMember(db: Database, department: number, user: number): void {
  db.run(
    `INSERT INTO department_members (department, user) VALUES (?, ?)
     ON CONFLICT (department, user) DO NOTHING`,
    department,
    user,
  );
}

/** Takes a user out of a department; who is not there is out already. */
export function removeMember(db: Database, department: number, user: number): void {
  db.run("DELETE FROM department_members WHERE department = ? AND user = ?", department, user);
}

/** Makes these all the departments of a user, over all organizations. */
export function setMemberships(db: Database, user: number, memberships: Membership[]): void {
  db.run("DELETE FROM department_members WHERE user = ?", user);
  for (const { department, leader, main } of memberships) {
    db.run(
      `INSERT INTO department_members (department, user, leader, main) VALUES (?, ?, ?, ?)
       ON CONFLICT (department, user) DO NOTHING`,
      department,
      user,
      leader,
      main,
    );
  }
}
