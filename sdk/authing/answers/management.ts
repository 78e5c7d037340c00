import type { ManagementMethod } from "../call";
import { listOf, one, same, someOf, wholeListOf, type Answer, type Asked } from "./answer";
import * as schemas from "./schemas";

const { organization, department, user, role, namespace, application, done } = schemas;

/** Which field of a user holds an id of a type; an email and a phone come back otherwise written. */
const USER_FIELDS: Readonly<Record<string, string>> = {
  user_id: "userId",
  username: "username",
  external_id: "externalId",
};
/** The same for a department. */
const DEPARTMENT_FIELDS: Readonly<Record<string, string>> = {
  department_id: "departmentId",
  open_department_id: "openDepartmentId",
  code: "code",
};

const fieldOf = (fields: Readonly<Record<string, string>>, type: unknown) =>
  typeof type === "string" ? fields[type] : undefined;

function askedUser({ userId, userIdType = "user_id", options }: Asked): Asked {
  const type = (options as Asked | undefined)?.["userIdType"] ?? userIdType;
  const field = fieldOf(USER_FIELDS, type);
  return field === undefined ? {} : { [field]: userId };
}

const askedUsers = ({ userIds, userIdType = "user_id" }: Asked) => {
  const field = fieldOf(USER_FIELDS, userIdType);
  return { field: field ?? "userId", values: field && userIds };
};

/** `root` is another name of a department that has an id of its own. */
function askedDepartment({ organizationCode, departmentId, departmentIdType }: Asked): Asked {
  const field = fieldOf(DEPARTMENT_FIELDS, departmentIdType ?? "department_id");
  const isNamed = field !== undefined && departmentId !== "root";
  return { organizationCode, ...(isNamed && { [field]: departmentId }) };
}

const recoded = ({ organizationCode, organizationNewCode }: Asked): Asked => ({
  organizationCode: organizationNewCode || organizationCode,
});

/** What the answers of the vendor's methods must be, by the vendor's names. */
const answers: { readonly [Method in ManagementMethod]?: Answer } = {
  getOrganization: one(organization, same("organizationCode")),
  listOrganizations: listOf(organization),
  searchOrganizations: listOf(organization),
  createOrganization: one(organization, same("organizationCode")),
  updateOrganization: one(organization, recoded),
  deleteOrganization: one(done),

  getDepartment: one(department, askedDepartment),
  getDepartmentById: one(department, same("departmentId")),
  // The root may be counted, which has no parent.
  getAllDepartments: wholeListOf(department, same("organizationCode"), 1),
  listChildrenDepartments: wholeListOf(department, same("organizationCode")),
  createDepartment: one(department, same("organizationCode", "openDepartmentId", "code")),
  updateDepartment: one(department, askedDepartment),
  deleteDepartment: one(done),
  listDepartmentMembers: listOf(user),
  listDepartmentMemberIds: one(schemas.ids),
  addDepartmentMembers: one(done),
  removeDepartmentMembers: one(done),

  getUser: one(user, askedUser),
  getUserBatch: someOf(user, askedUsers),
  listUsers: listOf(user),
  createUser: one(user, same("username", "externalId")),
  updateUser: one(user, askedUser),
  deleteUsersBatch: one(done),
  getUserDepartments: listOf(schemas.place),

  getRole: one(role, same("code", "namespace")),
  listRoles: listOf(role),
  createRole: one(role, same("code", "namespace")),
  updateRole: one(done),
  deleteRolesBatch: one(done),
  assignRole: one(done),
  revokeRole: one(done),
  listRoleMembers: listOf(user),
  listRoleDepartments: listOf(schemas.holder),

  getPermissionNamespace: one(namespace, same("code")),
  listPermissionNamespaces: listOf(namespace),
  createPermissionNamespace: one(namespace, same("code")),
  deletePermissionNamespace: one(done),

  getApplication: one(application, same("appId")),
  listApplications: listOf(schemas.listedApplication),
  createApplication: one(application, same("appIdentifier")),
  updateApplication: one(done),
  deleteApplication: one(done),
  getApplicationSecret: one(schemas.secret),
  refreshApplicationSecret: one(schemas.secret),
  getApplicationPermissionStrategy: one(schemas.strategy),
  updateApplicationPermissionStrategy: one(done),
  listAuthApplication: listOf(schemas.applicationGrant),
  authorizeApplicationAccess: one(done),
  revokeApplicationAccess: one(done),
};

/** Looks at the data of a method's answer, for what it was given. */
export function checkOf(
  method: ManagementMethod,
  input: unknown,
): ((data: unknown) => string | undefined) | undefined {
  const answer = answers[method];
  return answer && ((data) => answer(data, (input ?? {}) as Asked));
}
