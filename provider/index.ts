/** Resources of an organisation for Pulumi programs: `import { Org, Node, User } from "pulumi-identity"`. */
export {
  nodeKinds,
  type ClientType,
  type Gender,
  type GrantType,
  type ManagerGroup,
  type NodeKind,
  type PermState,
  type UserState,
  type Visibility,
} from "./backends/domain";
export type {
  Adopt,
  MemberMap,
  Mode,
  NameMap,
  OnRemove,
  RemovalLimit,
} from "./configuration/choices";
export { getApp, type AppData, type AppQuery } from "./data/get-app";
export { getNode, type NodeData, type NodeQuery, type OrgId } from "./data/get-node";
export { getOrg, type OrgData, type OrgQuery } from "./data/get-org";
export { getPerm, type PermData, type PermQuery } from "./data/get-perm";
export { getUser, type UserData, type UserQuery } from "./data/get-user";
export type { DataSettings } from "./data/session";
export { OrgTree } from "./components/org-tree";
export type {
  BulkOrgTreePolicy,
  OrgTreeArgs,
  OrgTreePolicy,
  OrgTreeSource,
  PersonOf,
  PlainVisibility,
} from "./components/org-tree-args";
export { initialPasswordOf } from "./initial-password";
export { fromFile } from "./components/people/options";
export type {
  PeopleColumn,
  PeopleColumnRule,
  PeopleColumns,
  PeopleDateRule,
  PeopleFile,
  PeopleFormat,
  PeopleListRule,
  PeopleNodeColumns,
  PeopleNodeRule,
  PeopleOptions,
  PeopleTextRule,
  PeopleUsernameFrom,
} from "./components/people/options";
export type { PlannedPerson } from "./components/tree/planned";
export type {
  Department as TreeDepartment,
  Group as TreeGroup,
  Person as TreePerson,
  PersonUntil as TreePersonUntil,
  Tree,
} from "./components/tree/tree";
export { App, type AppArgs } from "./resources/app";
export type { OauthArgs, SamlArgs } from "./resources/app";
export { Connection } from "./resources/connection";
export type { ConnectionArgs } from "./resources/connection-args";
export { IdentityResource } from "./resources/identity-resource";
export type { ManagerGroupArgs } from "./resources/node";
export { Node, type ManagerGroupView, type NodeArgs } from "./resources/node";
export { NodeMembers, type NodeMembersArgs } from "./resources/node-members";
export { Org, type OrgArgs } from "./resources/org";
export { Perm, type PermArgs } from "./resources/perm";
export { PermGrants, type UnmanagedGrants, type PermGrantsArgs } from "./resources/perm-grants";
export { OrgMember, type OrgMemberArgs } from "./resources/org-member";
export { OrgMembers, type OrgMembersArgs } from "./resources/org-members";
export type {
  AppRef,
  NodeEntry,
  NodeRef,
  NodeUntil,
  OrgRef,
  PermRef,
  ScopeRef,
  UserEntry,
  UserRef,
  UserUntil,
} from "./resources/refs";
export { User, type UserArgs } from "./resources/user";
