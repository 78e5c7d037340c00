/**
 * Authing's APIs in TypeScript, on the vendor's own SDK.
 * @module
 */
export { ManagementClient, type ManagementClientOptions } from "./management-client";
export {
  AuthenticationClient,
  type AuthenticationClientOptions,
  type EndpointAuth,
} from "./authentication-client";
export {
  Belongings,
  type OwnApplication,
  type OwnDepartment,
  type OwnGroup,
  type OwnResource,
  type OwnRole,
} from "./authentication/belongings";
export { Bindings, type AddressChange, type PhoneChange } from "./authentication/bindings";
export {
  HostedLogin,
  type AuthorizeOptions,
  type AuthorizeUrl,
  type CookieResponse,
  type LogoutOptions,
} from "./authentication/hosted-login";
export type { ChallengeMethod } from "./authentication/pkce";
export * from "./authentication/sign-in-errors";
export type {
  AccessTokenClaims,
  IdTokenClaims,
  IdTokenExpectations,
  TokenExpectations,
} from "./authentication/token-check";
export { PassCodes, type EmailChannel, type SmsChannel } from "./authentication/pass-codes";
export { Passwords } from "./authentication/passwords";
export type { PhoneCountry } from "./authentication/phone-country";
export {
  OwnProfiles,
  type OwnProfile,
  type OwnProfileChanges,
  type SecurityLevel,
} from "./authentication/profile";
export {
  SignIn,
  type PhoneSignInOptions,
  type SignedIn,
  type SignInOptions,
} from "./authentication/sign-in";
export {
  SignUp,
  type SignedUp,
  type SignUpDetails,
  type SignUpOptions,
  type SignUpProfile,
} from "./authentication/sign-up";
export { Tokens, type CodeProof, type TokenSet, type TokenStatus } from "./authentication/tokens";
export type { AuthingLanguage, AuthingOptions, CallOptions } from "./options";
export type {
  AuthenticationCall,
  AuthenticationData,
  AuthenticationInput,
  AuthenticationMethod,
  Call,
  Data,
  Input,
  InputWithout,
  ManagementMethod,
} from "./call";
export type { Plain } from "./plain";
export type { AuthingList } from "./pages";
export { Access, type Resource } from "./management/access";
export { Fields, type CustomField, type FieldTarget } from "./management/fields";
export { Groups, type Group, type NewGroup } from "./management/groups";
export { Policies, type Policy } from "./management/policies";
export {
  Applications,
  isWholeApplication,
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
export type { PagedList } from "../transport/pagination";
export type { Page, PageQuery } from "../transport/page";
export { defaultRetryPolicy, type RetryPolicy } from "../transport/retry";
export type { Limiter } from "../transport/limits/limiter";
export type { Slot } from "../transport/limits/queue";
export type { ApiRequest } from "../transport/api-request";
export {
  nodeFetch,
  type Fetch,
  type FetchHeaders,
  type FetchInit,
  type FetchResponse,
} from "../transport/fetch";
export type { AgentOptions } from "../transport/agent";
export type { Logger } from "../transport/logger";
export type { Observers } from "../transport/observers";
export type { ApiResponse } from "../transport/response";
export type { RequestEvent } from "../transport/request-event";
