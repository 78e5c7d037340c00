import type { Kind } from "../engine/kind";
import { app } from "./app/app";
import { node } from "./node/node";
import { nodeMembers } from "./node-members";
import { org } from "./org";
import { orgMember } from "./org-member";
import { orgMembers } from "./org-members";
import { perm } from "./perm";
import { permGrants } from "./perm-grants/perm-grants";
import { user } from "./user/user";

/** The kinds of resources, under the names by which users call them. */
export const kinds = {
  Org: org,
  Node: node,
  User: user,
  NodeMembers: nodeMembers,
  OrgMember: orgMember,
  OrgMembers: orgMembers,
  App: app,
  Perm: perm,
  PermGrants: permGrants,
} as const satisfies Readonly<Record<string, Kind>>;

export type KindName = keyof typeof kinds;

const byName = new Map<string, Kind>(Object.entries(kinds));

/** The kind of a name, where there is one. */
export const kindOf = (name: string): Kind | undefined => byName.get(name);
