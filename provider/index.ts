/** Resources of an organisation for Pulumi programs: `import { Org, Node, User } from "pulumi-identity"`. */
export { nodeKinds, type Gender, type NodeKind } from "./backend";
export type { Adopt, OnRemove, RemovalLimit } from "./configuration";
export type { MemberMap, Mode } from "./handlers/membership";
export { Connection, type ConnectionArgs } from "./resources/connection";
export { IdentityResource } from "./resources/identity-resource";
export { Node, type NodeArgs } from "./resources/node";
export { NodeMembers, type NodeMembersArgs } from "./resources/node-members";
export { Org, type OrgArgs } from "./resources/org";
export { OrgMember, type OrgMemberArgs } from "./resources/org-member";
export type { NodeRef, OrgRef, UserRef } from "./resources/refs";
export { User, type UserArgs } from "./resources/user";
