import { z } from "zod";
import { type Context, type Endpoint, get, post, success } from "../endpoint";
import {
  addMember,
  countMembers,
  membersOf,
  membershipsOf,
  removeMember,
  setMemberships,
} from "../model/department-members";
import { departmentByKey, descendantsOf, pathOf } from "../model/departments";
import { organizationById } from "../model/organizations";
import { type UserRow, userOf } from "../model/users";
import { Failure } from "../wire/failure";
import { flag, list, optional, paging, text } from "../wire/fields";
import { pageOf } from "../wire/pages";
import { json, userView } from "../wire/views";
import { PLACE, placeOf } from "./departments";
import { userIdType } from "./user-fields";

const LISTING = z.object({
  ...PLACE,
  ...paging,
  includeChildrenDepartments: optional(flag),
  withCustomData: optional(flag).transform((value) => value ?? false),
  withDepartmentIds: optional(flag).transform((value) => value ?? false),
  withIdentities: optional(flag).transform((value) => value ?? false),
});

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

const MEMBERS = z.object({ ...PLACE, userIds: list(text) });

/** Both are idempotent; a user who does not exist fails the call. */
const changing =
  (apply: typeof addMember) => (context: Context, input: z.output<typeof MEMBERS>) => {
    const { id } = placeOf(context, input);
    const users = input.userIds.map((userId) => userOf(context.db, userId));
    for (const user of users) apply(context.db, id, user.id);
    return success();
  };

const OF_USER = z.object({ ...paging, userId: text.min(1), userIdType });

/** `UserDepartmentRespDto` of every department that a user is in himself. */
export function departmentsOfUser({ db }: Context, user: UserRow) {
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
      },
    ];
  });
}

function departmentsOf(context: Context, input: z.output<typeof OF_USER>) {
  const user = userOf(context.db, input.userId, input.userIdType);
  return pageOf(departmentsOfUser(context, user), input);
}

const PLACES = z.object({
  userId: text.min(1),
  departments: z
    .array(
      z.object({
        departmentId: text,
        isLeader: optional(flag),
        isMainDepartment: optional(flag),
      }),
    )
    .min(1)
    .max(50),
  options: z.object({ userIdType }).optional(),
});

function setDepartments({ db }: Context, input: z.output<typeof PLACES>) {
  const user = userOf(db, input.userId, input.options?.userIdType);
  const memberships = input.departments.map(({ departmentId, isLeader, isMainDepartment }) => {
    const row = departmentByKey(db, departmentId);
    if (!row) throw new Failure(404, `存在不合法的 departmentId: ${departmentId}`);
    return {
      department: row.id,
      leader: Number(isLeader ?? false),
      main: Number(isMainDepartment ?? false),
    };
  });
  setMemberships(db, user.id, memberships);
  return success();
}

const WHETHER = z.object({
  ...PLACE,
  userId: text.min(1),
  includeChildrenDepartments: optional(flag),
});

function isIn(context: Context, input: z.output<typeof WHETHER>) {
  const { db } = context;
  const { id } = placeOf(context, input);
  const user = userOf(db, input.userId);
  const inDepartment = membershipsOf(db, user.id).some(({ department }) =>
    input.includeChildrenDepartments
      ? pathOf(db, department).some((above) => above.id === id)
      : department === id,
  );
  return { inDepartment };
}

/** Who is in which department. */
export const departmentMemberRoutes: Endpoint[] = [
  get("list-department-members", LISTING, members),
  get("list-department-member-ids", z.object(PLACE), (context, input) =>
    membersOf(context.db, [placeOf(context, input).id]).map(({ key }) => key),
  ),
  get("search-department-members", LISTING.extend({ keywords: text }), (context, input) => {
    const { db } = context;
    const rows = membersOf(db, [placeOf(context, input).id]);
    const found = rows.filter((row) =>
      `${row.username} ${row.email} ${row.phone} ${row.profile}`.includes(input.keywords),
    );
    return pageOf(
      found.map((row) => userView(db, row, input)),
      input,
    );
  }),
  post("add-department-members", MEMBERS, changing(addMember)),
  post("remove-department-members", MEMBERS, changing(removeMember)),
  get("is-user-in-department", WHETHER, isIn),
  get("get-user-departments", OF_USER, departmentsOf),
  post("set-user-departments", PLACES, setDepartments),
];
