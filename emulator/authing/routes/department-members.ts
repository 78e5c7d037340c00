import { z } from "zod";
import { type Context, type Endpoint, get, post } from "../endpoint";
import {
  addMember,
  countMembers,
  membersOf,
  membershipsOf,
  removeMember,
  setMemberships,
} from "../model/department-members";
import { departmentByKey, descendantsOf, pathOf } from "../model/departments";
import { known } from "../model/keys";
import { organizationById } from "../model/organizations";
import { type UserRow } from "../model/tables";
import { userOf } from "../model/users";
import { Failure } from "../wire/failure";
import { PARTS, USER, flag, list, off, optional, paging, text, userOptions } from "../wire/fields";
import { pageOf } from "../wire/pages";
import { json, userView } from "../views";
import { PLACE, placeOf } from "./departments";

const LISTING = z.object({ ...PLACE, ...paging, ...PARTS, includeChildrenDepartments: off });

function members(context: Context, input: z.output<typeof LISTING>) {
  const { db } = context;
  const { id } = placeOf(context, input);
  const below = input.includeChildrenDepartments ? descendantsOf(db, id).map((row) => row.id) : [];
  const places = [id, ...below];
  const rows = membersOf(db, places, input.limit, (input.page - 1) * input.limit);
  return {
    totalCount: countMembers(db, places),
    list: rows.map((row) => userView(db, row, input)),
  };
}

/** Those in the department itself of whom something holds the words. */
function search(context: Context, input: z.output<typeof LISTING> & { keywords: string }) {
  const found = membersOf(context.db, [placeOf(context, input).id]).filter((row) =>
    `${row.username} ${row.email} ${row.phone} ${row.profile}`.includes(input.keywords),
  );
  return pageOf(found, input, (row) => userView(context.db, row, input));
}

const MEMBERS = z.object({ ...PLACE, userIds: list(text) });

/** Both are idempotent; a user who does not exist fails the call. */
const changing =
  (apply: typeof addMember) => (context: Context, input: z.output<typeof MEMBERS>) => {
    const { id } = placeOf(context, input);
    const users = input.userIds.map((userId) => userOf(context.db, userId));
    for (const user of users) apply(context.db, id, user.id);
  };

/** `UserDepartmentRespDto` of every department that a user is in by name. */
export function departmentsOfUser({ db }: Context, user: UserRow, withCustomData: boolean) {
  return membershipsOf(db, user.id).flatMap(({ department, leader, main }) => {
    const path = pathOf(db, department);
    const row = path.at(-1);
    if (!row) return [];
    return [
      {
        organizationCode: organizationById(db, row.organization).code,
        departmentId: row.key,
        isRoot: row.parent === null,
        createdAt: row.created,
        name: row.name,
        description: json(row.settings)["description"] ?? "",
        ...(row.open_id !== null && { openDepartmentId: row.open_id }),
        code: row.code ?? "",
        isLeader: leader === 1,
        isMainDepartment: main === 1,
        isVirtualNode: row.virtual === 1,
        departmentIdPath: path.map(({ key }) => key),
        departmentCodePath: path.map(({ code }) => code ?? ""),
        departmentNamePath: path.map(({ name }) => name),
        ...(withCustomData && { customData: json(row.custom) }),
      },
    ];
  });
}

const PLACED = z.object({
  departmentId: text,
  isLeader: optional(flag),
  isMainDepartment: optional(flag),
});
const PLACES = z.object({
  userId: text.min(1),
  departments: z.array(PLACED).min(1).max(50),
  options: userOptions,
});

function setDepartments({ db }: Context, input: z.output<typeof PLACES>) {
  const user = userOf(db, input.userId, input.options?.userIdType);
  const memberships = input.departments.map(({ departmentId, isLeader, isMainDepartment }) => {
    const missing = () => new Failure(404, `存在不合法的 departmentId: ${departmentId}`);
    return {
      department: known(departmentByKey(db, departmentId), missing).id,
      leader: Number(isLeader ?? false),
      main: Number(isMainDepartment ?? false),
    };
  });
  setMemberships(db, user.id, memberships);
}

const WHETHER = z.object({ ...PLACE, userId: text.min(1), includeChildrenDepartments: off });

function isIn(context: Context, input: z.output<typeof WHETHER>) {
  const { db } = context;
  const { id } = placeOf(context, input);
  const inDepartment = membershipsOf(db, userOf(db, input.userId).id).some(({ department }) =>
    input.includeChildrenDepartments
      ? pathOf(db, department).some((above) => above.id === id)
      : department === id,
  );
  return { inDepartment };
}

const OF_USER = z.object({ ...paging, ...USER, withCustomData: off });

/** Who is in which department. */
export const departmentMemberRoutes: Endpoint[] = [
  get("list-department-members", LISTING, members),
  get("list-department-member-ids", z.object(PLACE), (context, input) =>
    membersOf(context.db, [placeOf(context, input).id]).map(({ key }) => key),
  ),
  get("search-department-members", LISTING.extend({ keywords: text }), search),
  post("add-department-members", MEMBERS, changing(addMember)),
  post("remove-department-members", MEMBERS, changing(removeMember)),
  get("is-user-in-department", WHETHER, isIn),
  get("get-user-departments", OF_USER, (context, input) => {
    const user = userOf(context.db, input.userId, input.userIdType);
    return pageOf(departmentsOfUser(context, user, input.withCustomData), input);
  }),
  post("set-user-departments", PLACES, setDepartments),
];
