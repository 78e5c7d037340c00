import { type Database } from "../storage/database";
import { countMembers, membershipsOf } from "./model/department-members";
import { departmentById } from "./model/departments";
import { organizationById, rootOf } from "./model/organizations";
import { type DepartmentRow, type OrganizationRow, type UserRow } from "./model/tables";
import { type Shape } from "./wire/shape";

/** Text kept in a column of JSON, as an object. */
export const json = (text: string | null): Shape => JSON.parse(text ?? "{}") as Shape;

const hasChildren = (db: Database, id: number): boolean =>
  Boolean(db.get("SELECT 1 FROM departments WHERE parent = ? LIMIT 1", id));

/** What organizations and departments have in common. */
const common = (db: Database, row: DepartmentRow, withCustomData: boolean): Shape => ({
  departmentId: row.key,
  ...(row.open_id !== null && { openDepartmentId: row.open_id }),
  membersCount: countMembers(db, [row.id]),
  hasChildren: hasChildren(db, row.id),
  isVirtualNode: row.virtual === 1,
  createdAt: row.created,
  updatedAt: row.updated,
  leaderUserIds: [],
  ...json(row.settings),
  ...(withCustomData && { customData: json(row.custom) }),
});

/** `OrganizationDto`. */
export function organizationView(
  db: Database,
  organization: OrganizationRow,
  withCustomData = false,
): Shape {
  const root = rootOf(db, organization);
  return {
    organizationCode: organization.code,
    organizationName: root.name,
    ...common(db, root, withCustomData),
  };
}

/** `DepartmentDto`; the root's parent is an empty text. */
export function departmentView(db: Database, row: DepartmentRow, withCustomData = false): Shape {
  const parent = row.parent === null ? undefined : departmentById(db, row.parent);
  return {
    organizationCode: organizationById(db, row.organization).code,
    name: row.name,
    code: row.code ?? "",
    parentDepartmentId: parent?.key ?? "",
    parentDepartmentCode: parent?.code ?? "",
    status: row.status === 1,
    ...common(db, row, withCustomData),
  };
}

/** What a user is shown with. */
export interface UserParts {
  withCustomData?: boolean | undefined;
  withDepartmentIds?: boolean | undefined;
  withIdentities?: boolean | undefined;
}

const BLANK = {
  workStatus: "Active",
  name: null,
  nickname: null,
  photo: "https://files.authing.co/authing-console/default-user-avatar.png",
  phoneCountryCode: null,
  gender: "U",
  emailVerified: false,
  phoneVerified: false,
  loginsCount: 0,
  lastLogin: null,
  lastIp: null,
  userSourceType: "adminCreated",
  resetPasswordOnNextLogin: false,
};

/** `UserDto`; the password is never told. */
export function userView(db: Database, row: UserRow, parts: UserParts = {}): Shape {
  return {
    userId: row.key,
    createdAt: row.created,
    updatedAt: row.updated,
    status: row.status,
    username: row.username,
    email: row.email,
    phone: row.phone,
    externalId: row.external_id,
    ...BLANK,
    ...json(row.profile),
    ...(parts.withCustomData && { customData: json(row.custom) }),
    ...(parts.withDepartmentIds && { departmentIds: departmentKeys(db, row.id) }),
    ...(parts.withIdentities && { identities: [] }),
  };
}

function departmentKeys(db: Database, user: number): (string | undefined)[] {
  return membershipsOf(db, user).map(({ department }) => departmentById(db, department)?.key);
}
