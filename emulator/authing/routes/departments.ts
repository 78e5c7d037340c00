import { z } from "zod";
import { type Context, type Endpoint, get, post } from "../endpoint";
import {
  checkMove,
  childrenOf,
  createDepartment,
  deleteTree,
  departmentById,
  departmentOf,
  descendantsOf,
  freeCode,
  noDepartment,
  updateDepartment,
  departmentByKey,
} from "../model/departments";
import { known } from "../model/keys";
import { organizationOf } from "../model/organizations";
import { impossible } from "../wire/failure";
import {
  NOT_FLAT,
  NO_POSTS,
  anything,
  flag,
  key,
  off,
  optional,
  paging,
  text,
  unserved,
} from "../wire/fields";
import { FILTER, SORT, passes, sorted } from "../wire/filters";
import { pageOf, wholeOf } from "../wire/pages";
import { departmentView, json } from "../views";
import { attributesOf } from "./organizations";

/** How a request names a department. */
export const departmentIdType = z
  .enum(["department_id", "open_department_id", "sync_relation", "custom_field", "code"])
  .nullable()
  .optional()
  .transform((type) => type ?? "department_id");

/** What names one department: `root`, an id of some type, or in some requests a code. */
export const PLACE = {
  organizationCode: key,
  departmentId: optional(text),
  departmentIdType,
};
const READ = z.object({
  ...PLACE,
  ...NOT_FLAT,
  departmentCode: optional(key),
  withCustomData: off,
});

/** The department that a request names; 404 where the organization or it does not exist. */
export function placeOf(
  { db }: Context,
  input: Omit<z.output<typeof READ>, "withCustomData" | "flatCustomData">,
) {
  const organization = organizationOf(db, input.organizationCode);
  const { departmentId, departmentCode } = input;
  if (departmentId) return departmentOf(db, organization, departmentId, input.departmentIdType);
  if (departmentCode) return departmentOf(db, organization, departmentCode, "code");
  return departmentOf(db, organization, "root");
}

const ATTRIBUTES = {
  description: optional(text),
  leaderUserIds: optional(z.array(text)),
  i18n: optional(anything),
  postIdList: optional(z.array(text)),
  customData: optional(anything),
  code: optional(key),
  ...unserved("there are no data objects", "metadata"),
};

const NEW = z.object({
  ...ATTRIBUTES,
  organizationCode: key,
  name: text.min(1),
  parentDepartmentId: text.min(1),
  departmentIdType,
  openDepartmentId: optional(text),
  isVirtualNode: optional(flag),
});

function create({ db }: Context, input: z.output<typeof NEW>) {
  const organization = organizationOf(db, input.organizationCode);
  const { parentDepartmentId, departmentIdType: type } = input;
  const parent = departmentOf(db, organization, parentDepartmentId, type);
  const department = createDepartment(db, parent, {
    name: input.name,
    code: input.code || null,
    open_id: input.openDepartmentId || null,
    virtual: Number(input.isVirtualNode ?? false),
    settings: JSON.stringify(attributesOf(input)),
    custom: input.customData ? JSON.stringify(input.customData) : null,
  });
  return departmentView(db, department);
}

const CHANGES = z.object({
  ...ATTRIBUTES,
  organizationCode: key,
  departmentId: text.min(1),
  departmentIdType,
  name: optional(text.min(1)),
  status: optional(flag),
  parentDepartmentId: optional(text),
});

function change(context: Context, input: z.output<typeof CHANGES>) {
  const { db } = context;
  const department = placeOf(context, input);
  const { code, name, status, customData } = input;
  if (code) freeCode(db, department.organization, code, department.id);
  const changed = updateDepartment(db, department, {
    settings: JSON.stringify({ ...json(department.settings), ...attributesOf(input) }),
    ...(code !== undefined && { code: code || null }),
    ...(typeof name === "string" && { name }),
    ...(typeof status === "boolean" && { status: Number(status) }),
    ...(customData && {
      custom: JSON.stringify({ ...json(department.custom), ...customData }),
    }),
    ...move(context, department, input),
  });
  return departmentView(db, changed);
}

/** The new parent, if one is given: a department is moved by it. */
function move(
  { db }: Context,
  department: ReturnType<typeof placeOf>,
  { organizationCode, parentDepartmentId, departmentIdType: type }: z.output<typeof CHANGES>,
): { parent?: number } {
  if (!parentDepartmentId) return {};
  const organization = organizationOf(db, organizationCode);
  const parent = departmentOf(db, organization, parentDepartmentId, type);
  if (parent.id === department.parent) return {};
  checkMove(db, department, parent);
  return { parent: parent.id };
}

function remove(context: Context, input: z.output<typeof READ>) {
  const department = placeOf(context, input);
  if (department.parent === null) {
    throw impossible(
      "不能删除根部门",
      "The root department can't be deleted: delete the organization",
    );
  }
  deleteTree(context.db, department.id);
}

const CHILDREN = READ.extend({
  onlyVirtualNode: optional(flag),
  excludeVirtualNode: optional(flag),
  status: optional(flag),
});

function children(context: Context, input: z.output<typeof CHILDREN>) {
  const { db } = context;
  const rows = childrenOf(db, placeOf(context, input).id).filter(
    ({ virtual, status }) =>
      (virtual ? !input.excludeVirtualNode : !input.onlyVirtualNode) &&
      (input.status == null || status === Number(input.status)),
  );
  return wholeOf(rows.map((row) => departmentView(db, row, input.withCustomData)));
}

function parentOf(context: Context, input: z.output<typeof READ>) {
  const { parent } = placeOf(context, input);
  const above = parent === null ? undefined : departmentById(context.db, parent);
  return above ? departmentView(context.db, above, input.withCustomData) : null;
}

const SEARCH = z.object({ organizationCode: key, keywords: text.min(1), withCustomData: off });

function search({ db }: Context, input: z.output<typeof SEARCH>) {
  const { root } = organizationOf(db, input.organizationCode);
  return descendantsOf(db, root)
    .filter(({ name, code }) => `${name}\n${code ?? ""}`.includes(input.keywords))
    .map((row) => departmentView(db, row, input.withCustomData));
}

const LIST = z.object({
  ...paging,
  organizationCode: key,
  advancedFilter: optional(z.array(FILTER)),
  sortBy: optional(text),
  orderBy: optional(SORT.shape.order),
  sort: optional(z.array(SORT)),
  withCustomData: off,
  ...NO_POSTS,
});

/** The newer search; one field to sort by may be given apart. */
function searchList({ db }: Context, input: z.output<typeof LIST>) {
  const { root } = organizationOf(db, input.organizationCode);
  const { sortBy: field, orderBy: order } = input;
  const sort = input.sort ?? (field ? [{ field, order: order ?? "asc" }] : []);
  const found = descendantsOf(db, root)
    .map((row) => departmentView(db, row, input.withCustomData))
    .filter((view) => passes(view, input.advancedFilter ?? []));
  return pageOf(sorted(found, sort), input).list;
}

/** Departments. */
export const departmentRoutes: Endpoint[] = [
  post("create-department", NEW, create),
  post("update-department", CHANGES, change),
  post("delete-department", READ, remove),
  post("search-departments", SEARCH, search),
  post("search-departments-list", LIST, searchList),
  get("get-department", READ, (context, input) =>
    departmentView(context.db, placeOf(context, input), input.withCustomData),
  ),
  get(
    "get-department-by-id",
    z.object({
      departmentId: text.min(1),
      withCustomData: off,
      ...unserved("apps do not belong to departments", "appTypeList"),
    }),
    ({ db }, input) => {
      const department = known(departmentByKey(db, input.departmentId), noDepartment);
      return departmentView(db, department, input.withCustomData);
    },
  ),
  get("get-parent-department", READ, parentOf),
  get("list-children-departments", CHILDREN, children),
  get("get-all-departments", READ, (context, input) => {
    const { db } = context;
    const rows = descendantsOf(db, placeOf(context, input).id);
    return wholeOf(rows.map((row) => departmentView(db, row, input.withCustomData)));
  }),
];
