import { app } from "./app/app";
import { node } from "./node/node";
import { nodeMembers } from "./node-members";
import { org } from "./org";
import { orgMember } from "./org-member/org-member";
import { orgMembers } from "./org-members";
import { perm } from "./perm";
import { permGrants } from "./perm-grants/perm-grants";
import { user } from "./user/user";

/** What happens to each kind of resource, under the name by which users call it. */
export const handlers = {
  Org: org,
  Node: node,
  User: user,
  NodeMembers: nodeMembers,
  OrgMember: orgMember,
  OrgMembers: orgMembers,
  App: app,
  Perm: perm,
  PermGrants: permGrants,
};
