import { type Database } from "../../storage/database";
import { type DepartmentRow } from "./departments";
import { type RoleRow } from "./roles";
import { type UserRow } from "./users";

/** Who a role is assigned to. */
export type TargetKind = "USER" | "GROUP" | "DEPARTMENT";

/** An assignment counts between its times, where it has any. */
const NOW = "COALESCE(starts, 0) <= ? AND COALESCE(ends, ?) >= ?";
const times = (): [number, number, number] => {
  const now = Date.now();
  return [now, now, now];
};

/** Assigns a role; twice is once, with the later times. */
export function assign(
  db: Database,
  role: number,
  target: { kind: TargetKind; id: number },
  { starts = null, ends = null }: { starts?: number | null; ends?: number | null } = {},
): void {
  db.run(
    "INSERT OR REPLACE INTO role_targets (role, kind, target, starts, ends) VALUES (?, ?, ?, ?, ?)",
    role,
    target.kind,
    target.id,
    starts,
    ends,
  );
}

/** Takes a role away; from who does not have it, nothing. */
export function revoke(db: Database, role: number, target: { kind: TargetKind; id: number }): void {
  db.run(
    "DELETE FROM role_targets WHERE role = ? AND kind = ? AND target = ?",
    role,
    target.kind,
    target.id,
  );
}

/** The users that a role is assigned to by name, not by way of a department or group. */
export function roleMembers(db: Database, role: number): UserRow[] {
  return db.all(
    `SELECT users.* FROM role_targets JOIN users ON users.id = target
     WHERE role = ? AND kind = 'USER' AND ${NOW} ORDER BY users.id`,
    role,
    ...times(),
  );
}

/** The departments that a role is assigned to. */
export function roleDepartments(db: Database, role: number): DepartmentRow[] {
  return db.all(
    `SELECT departments.* FROM role_targets JOIN departments ON departments.id = target
     WHERE role = ? AND kind = 'DEPARTMENT' AND ${NOW} ORDER BY departments.id`,
    role,
    ...times(),
  );
}

/** The roles that a user has by name. */
export function rolesOfUser(db: Database, user: number): RoleRow[] {
  return db.all(
    `SELECT roles.* FROM role_targets JOIN roles ON roles.id = role
     WHERE kind = 'USER' AND target = ? AND ${NOW} ORDER BY roles.id`,
    user,
    ...times(),
  );
}
