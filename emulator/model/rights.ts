import { type Database } from "../storage/database";
import { type Actor } from "./actor";
import { type Managed, managedBy } from "./manager-groups";
import { nodesOf } from "./node-members";
import { pathOf } from "./nodes";
import { orgMember } from "./org-members";
import { getOrg } from "./orgs";
import { type NodeRow, type OrgRow, type UserRow } from "./tables";

/** What somebody is in an org; a stranger is nothing. */
export type Role = "owner" | "manager" | "member" | "";

/** The user's role in an org. A system administrator has none by that. */
export function roleIn(db: Database, org: OrgRow, userId: number): Role {
  if (org.owner_id === userId) return "owner";
  if (managedBy(db, userId)?.orgs.has(org.id)) return "manager";
  return orgMember(db, org.id, userId) ? "member" : "";
}

/** Whether they may do anything in an org: its owner, or a system administrator. */
export function runsOrg(actor: Actor, org: OrgRow): boolean {
  return org.owner_id === actor.id || actor.isAdmin;
}

/** Whether they may do anything to a node. Nodes of no org are the system administrator's. */
export function runsNode(db: Database, actor: Actor, node: NodeRow): boolean {
  const org = orgOf(db, node);
  return actor.isAdmin || org?.owner_id === actor.id;
}

/** The org of a node, unless deleted. */
export function orgOf(db: Database, node: NodeRow): OrgRow | undefined {
  const org = node.org_id === null ? undefined : getOrg(db, node.org_id);
  return org?.deleted ? undefined : org;
}

/** Whether a node lies in or above what they manage. */
export function seesNode(db: Database, managed: Managed, node: NodeRow): boolean {
  if (pathOf(db, node.pk).some((pk) => managed.nodes.has(pk))) return true;
  return [...managed.nodes].some((pk) => pathOf(db, pk).includes(node.pk));
}

/**
 * Who may read a node's details: its org's owner, managers of it, of a part of it or of what it is
 * a part of. Nodes that no org has are open to everybody who is logged in.
 */
export function canRead(db: Database, actor: Actor, node: NodeRow): boolean {
  if (runsNode(db, actor, node) || !orgOf(db, node)) return true;
  const managed = managedBy(db, actor.id);
  return managed !== undefined && seesNode(db, managed, node);
}

/** Who may write a node: its org's owner, and managers of this very node (not of one above it). */
export function canWrite(db: Database, actor: Actor, node: NodeRow): boolean {
  return runsNode(db, actor, node) || managedBy(db, actor.id)?.nodes.has(node.pk) === true;
}

/** Whether they manage a user: by name, or through one of the user's nodes. */
export function managesUser(db: Database, managed: Managed, user: UserRow): boolean {
  if (managed.users.has(user.username)) return true;
  const nodes = [...nodesOf(db, user.id, "d"), ...nodesOf(db, user.id, "g")];
  return nodes.some((node) => pathOf(db, node.pk).some((pk) => managed.nodes.has(pk)));
}
