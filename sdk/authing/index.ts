/**
 * Authing's APIs in TypeScript, on the vendor's own SDK.
 * @module
 */
export { ManagementClient, type ManagementClientOptions } from "./management-client";
export type { AuthingLanguage, AuthingOptions, CallOptions } from "./options";
export type { Call, Data, Input, InputWithout, ManagementMethod } from "./call";
export type { Plain } from "./plain";
export type { AuthingList } from "./pages";
export {
  Applications,
  type Application,
  type ApplicationGrant,
  type ApplicationRevocation,
} from "./management/applications";
export {
  Departments,
  type Department,
  type DepartmentKey,
  type NewDepartment,
} from "./management/departments";
export { Namespaces, type Namespace } from "./management/namespaces";
export { Organizations, type NewOrganization, type Organization } from "./management/organizations";
export { Roles, type Role, type RoleKey, type RoleTarget } from "./management/roles";
export {
  Users,
  type AuthingUser,
  type UserDetails,
  type UserFilter,
  type UserIdType,
} from "./management/users";
export * from "../transport/errors";
export type { Page, PagedList, PageQuery } from "../transport/pagination";
export { defaultRetryPolicy, type RetryPolicy } from "../transport/retry";
export type { Gate } from "../transport/limits/gate";
export type { Turn } from "../transport/limits/lane";
export type { ApiRequest } from "../transport/request";
export type { RequestEvent } from "../transport/request-event";
