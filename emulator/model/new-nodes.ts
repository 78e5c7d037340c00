import { type Database } from "../storage/database";
import { type Actor } from "./actor";
import { type ManagerGroup, setManagerGroup } from "./manager-groups";
import { addMembers } from "./node-members";
import { createNode, findNode, nodeUid } from "./nodes";
import { randomHex } from "./slug";
import { type NodeRow, type OrgRow } from "./tables";

/** What the maker of a node gives. */
interface NodeWish {
  uid: string;
  name: string;
  remark?: string;
  acceptUser?: boolean;
  visibility?: number;
  nodeScope?: string[];
  userScope?: string[];
  managerGroup?: Partial<ManagerGroup> | undefined;
}

/** Whether a parent is where an org's categories are made. */
export const holdsCategories = (parent: NodeRow): boolean => parent.subject === "org";

/** Whether a parent is where manager groups are made. */
export const holdsManagers = (parent: NodeRow): boolean =>
  parent.kind === "g" && parent.subject === "manager";

/** Creates a node below another; a category gets its companion manager group (ARKID.md 20). */
export function createChild(
  db: Database,
  actor: Actor,
  parent: NodeRow,
  org: OrgRow | undefined,
  wish: NodeWish,
): NodeRow {
  const { managerGroup, ...plain } = wish;
  const node = createNode(db, {
    ...plain,
    kind: parent.kind,
    parent,
    subject: holdsCategories(parent) ? wish.uid : parent.subject,
    orgId: parent.org_id,
  });
  if (org && holdsCategories(parent)) {
    createCompanion(db, actor, org, `管理分组${node.name}`, { nodes: [nodeUid(node)] });
  }
  if (!holdsManagers(parent) || !managerGroup || Object.keys(managerGroup).length === 0) {
    return node;
  }
  return setManagerGroup(db, node, { ...NOTHING, ...managerGroup });
}

const NOTHING: ManagerGroup = { nodes: [], users: [], apps: [], perms: [], scope_subject: 1 };

/**
 * The manager group that the server makes beside a category or an app, its maker inside. It stays
 * when they go (ARKID.md 20).
 */
export function createCompanion(
  db: Database,
  actor: Actor,
  org: OrgRow,
  name: string,
  manages: Partial<ManagerGroup>,
): void {
  const root = findNode(db, "g", org.manager_uid);
  if (!root) return;
  const node = createNode(db, {
    kind: "g",
    uid: randomHex(6),
    name,
    parent: root,
    subject: "manager",
    orgId: org.id,
  });
  const users = [actor.user.username];
  setManagerGroup(db, node, { ...NOTHING, users, ...manages, scope_subject: 2 });
  addMembers(db, node, [actor.id]);
}
