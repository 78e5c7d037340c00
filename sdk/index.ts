/**
 * The ArkID identity API in TypeScript.
 * @module
 */
export { ArkIDClient, type RawOptions, type ResponseClass } from "./arkid/client";
export type { ArkIDClientOptions } from "./arkid/client-options";
export { AuthClient, type TokenQuestion } from "./arkid/auth-client";
export { NodeClient } from "./arkid/node-client";
export { OrgClient } from "./arkid/org-client";
export { UserClient, type UserFilter } from "./arkid/user-client";
export { passwordAuthorizer } from "./arkid/password-authorizer";
export type { Credentials } from "./arkid/login";
export type { Session } from "./arkid/session";
export type { Org } from "./arkid/org";
export type { OrgMember, OrgMemberChanges, OrgMemberFields } from "./arkid/org-member";
export type { NewNode, Node, NodeChanges, Visibility } from "./arkid/node";
export type { NodeInfo } from "./arkid/node-info";
export type { ChildNode } from "./arkid/child-node";
export type { ManagerGroup } from "./arkid/manager-group";
export type { MemberFilter, NodeMember } from "./arkid/node-member";
export type { MemberInfo, Tree } from "./arkid/tree";
export type { Gender, PosixUser, User } from "./arkid/user";
export type { NewUser, UserChanges } from "./arkid/user-input";
export { AppClient, type AppFilter, type ProtocolSettings } from "./arkid/app-client";
export { AppGroupClient } from "./arkid/app-group-client";
export { ConfigClient } from "./arkid/config-client";
export type { NodeCategory, Settings, UserField } from "./arkid/config";
export {
  InfrastructureClient,
  type Captcha,
  type SmsAction,
  type SmsDetails,
  type SmsProof,
} from "./arkid/infrastructure-client";
export { LogClient, type LogEntry } from "./arkid/log-client";
export { PermClient } from "./arkid/perm-client";
export { UcenterClient, type ProfileChanges, type Registration } from "./arkid/ucenter-client";
export type { App, AppChanges, NewApp } from "./arkid/app";
export type {
  Detail,
  HttpApp,
  LdapApp,
  OauthApp,
  OauthSettings,
  OidcApp,
  OidcSettings,
  SamlApp,
  SamlSettings,
} from "./arkid/app-protocols";
export type { AppGroup, AppGroupInfo, AppGroupTree } from "./arkid/app-group";
export type {
  GrantStatus,
  NodePerm,
  PermOwnerChanges,
  PermOwnerFilter,
  StatusChange,
} from "./arkid/grant";
export type {
  FirstOwners,
  NewPerm,
  Perm,
  PermChanges,
  PermFilter,
  PermListFilter,
  PermOwner,
  SubAccount,
} from "./arkid/perm";
export type { OrgProfile, Profile } from "./arkid/profile";
export type { VisibleApp } from "./arkid/visible-app";
export type { PermSource, UserPerm } from "./arkid/user-perm";
export {
  accessTokenAuthorizer,
  nullAuthorizer,
  tokenAuthorizer,
  type Authorizer,
  type SendAnonymously,
} from "./transport/authorizer";
export * from "./transport/errors";
export type { AgentOptions } from "./transport/agent";
export {
  nodeFetch,
  type Fetch,
  type FetchHeaders,
  type FetchInit,
  type FetchResponse,
} from "./transport/fetch";
export { LARGEST_PAGE } from "./transport/pagination";
export type { PagedList } from "./transport/pagination";
export type { Page, PageQuery } from "./transport/page";
export { path, type ApiPath, type PathId } from "./transport/path";
export type { Query, QueryValue } from "./transport/query";
export type { Read, Reader } from "./transport/reader";
export type { ApiRequest, Method } from "./transport/api-request";
export type { Question, Request, RequestOptions } from "./transport/request";
export type { ApiResponse } from "./transport/response";
export { defaultRetryPolicy, type RetryPolicy } from "./transport/retry";
export type { Limiter } from "./transport/limits/limiter";
export type { Slot } from "./transport/limits/queue";
export type { Logger } from "./transport/logger";
export type { Observers } from "./transport/observers";
export type { RequestEvent } from "./transport/request-event";
