import { type Database } from "../../storage/database";
import { membershipsOf } from "./department-members";
import { pathOf } from "./departments";
import { groupsOfUser } from "./groups";
import { rolesOf } from "./roles";
import { type RoleRow, type TargetKind } from "./tables";

/** As whom a user is granted something. */
export interface OwnSubject {
  readonly kind: TargetKind;
  readonly target: number;
  /** A department above one of theirs; they are in none of these by name. */
  readonly isAbove: boolean;
}

/** A user, their groups, their departments and those above these; a department may come twice. */
export function subjectsOfUser(db: Database, user: number): OwnSubject[] {
  const departments = membershipsOf(db, user).flatMap(({ department }) =>
    pathOf(db, department).map(({ id }) => ({ target: id, isAbove: id !== department })),
  );
  return [
    { kind: "USER", target: user, isAbove: false },
    ...groupsOfUser(db, user).map(({ id }) => ({
      ...{ kind: "GROUP" as const, target: id, isAbove: false },
    })),
    ...departments.map((one) => ({ kind: "DEPARTMENT" as const, ...one })),
  ];
}

/** The roles that a user has: by name, or as one of those. Which of these count is not documented. */
export function rolesOfUser(db: Database, user: number): RoleRow[] {
  const found = subjectsOfUser(db, user).flatMap(({ kind, target }) => rolesOf(db, kind, target));
  const roles = new Map(found.map((role) => [role.id, role]));
  return [...roles.values()].sort((a, b) => a.id - b.id);
}
