/**
 * Keycloak's admin API in TypeScript.
 * @module
 */
export { KeycloakClient } from "./client";
export type { KeycloakOptions } from "./client-options";
export {
  administratorAuthorizer,
  serviceAccountAuthorizer,
  type Administrator,
  type ServiceAccount,
} from "./token-authorizer";
export { ClientsClient, type ClientFields } from "./admin/clients";
export { EventsClient } from "./admin/events";
export { GroupsClient, type NewGroup } from "./admin/groups";
export { RealmClient, type RealmChanges } from "./admin/realm";
export {
  RolesClient,
  type HeldRoles,
  type Holder,
  type MappedRole,
  type NewRole,
} from "./admin/roles";
export { UsersClient, type UserFields } from "./admin/users";
export { ScimClient } from "./scim";
export { LARGEST_PAGE } from "./call";
export type { AdminEvent, Attributes, Client, Group, Profile, Realm, Role, User } from "./types";
export type { ScimMembership, ScimUser } from "./types";
export * from "../transport/errors";
export type { Authorizer, SendAnonymously } from "../transport/authorizer";
export type { PagedList } from "../transport/pagination";
export type { Page, PageQuery } from "../transport/page";
export type { RequestOptions } from "../transport/request";
export { defaultRetryPolicy, type RetryPolicy } from "../transport/retry";
export type { Limiter } from "../transport/limits/limiter";
export type { Slot } from "../transport/limits/queue";
export type { ApiRequest } from "../transport/api-request";
export type { Fetch, FetchHeaders, FetchInit, FetchResponse } from "../transport/fetch";
export type { Logger } from "../transport/logger";
export type { Observers } from "../transport/observers";
export type { ApiResponse } from "../transport/response";
export type { RequestEvent } from "../transport/request-event";
