import { randomUUID } from "node:crypto";
import { type Database } from "../storage/database";
import { addMembers } from "./node-members";
import { createNode, deleteNode, findNode } from "./nodes";
import { ensureOrgMember } from "./org-members";
import { createPerm } from "./perms";
import { INVITATIONS, type NodeRow, ORGS, type OrgRow } from "./tables";
import { updateUser } from "./users";

/** What every org may let its managers do: scope, action, name. */
const ORG_PERMS: [string, string, string][] = [
  ["category", "create", "创建大类"],
  ["app", "create", "创建应用"],
  ["log", "read", "查看日志"],
  ["config", "write", "公司基本信息配置、基础设施配置"],
  ["account", "sync", "账号同步"],
];

/** The uids of an org's own permissions. */
export const orgPermUids = (oid: string): string[] =>
  ORG_PERMS.map(([scope, action]) => `${oid}_${scope}_${action}`);

/** By oid in its canonical form, unless deleted. */
export const findOrg = (db: Database, oid: string) => ORGS.find(db, { oid, deleted: 0 });

/** By row id, deleted ones too. */
export const getOrg = (db: Database, id: number) => ORGS.find(db, { id });

/** The orgs that a user belongs to, oldest first. */
export function orgsOf(db: Database, userId: number): OrgRow[] {
  return db.all<OrgRow>(
    `SELECT o.* FROM orgs o WHERE o.deleted = 0 AND (o.owner_id = ?1
       OR o.id IN (SELECT org_id FROM org_members WHERE user_id = ?1)) ORDER BY o.id`,
    userId,
  );
}

/** The root nodes of an org: the column of its uid, its kind, subject and name, and what it is under. */
const ROOTS = [
  ["dept_uid", "d", "dept", "{0}"],
  ["group_uid", "g", "org", "{0}"],
  ["direct_uid", "g", "direct", "{0}-直属成员", "group_uid"],
  ["manager_uid", "g", "manager", "{0}-管理员", "group_uid"],
  ["role_uid", "g", "role", "{0}-角色", "group_uid"],
  ["label_uid", "g", "label", "{0}-标签", "group_uid"],
  ["app_group_uid", "ag", "app_group", "{0}-应用"],
  ["default_app_group_uid", "ag", "app_group", "{0}-默认应用", "app_group_uid"],
] as const;

/**
 * Creates an org with its root nodes and permissions; its creator becomes owner, member and direct
 * member, and it becomes their current org (ARKID.md 2).
 */
export function createOrg(db: Database, name: string, ownerId: number, deptName = name): OrgRow {
  const uids = Object.fromEntries(ROOTS.map(([column]) => [column, randomUUID()]));
  const org = ORGS.add(db, {
    ...(uids as Record<(typeof ROOTS)[number][0], string>),
    oid: randomUUID(),
    name,
    owner_id: ownerId,
  });
  for (const [column, kind, subject, title, under] of ROOTS) {
    createNode(db, {
      kind,
      uid: org[column],
      name: title.replace("{0}", column === "dept_uid" ? deptName : name),
      subject,
      orgId: org.id,
      parent: findNode(db, kind, under ? org[under] : "root") ?? null,
    });
  }
  for (const [scope, action, permName] of ORG_PERMS) {
    const uid = `${org.oid}_${scope}_${action}`;
    createPerm(db, { uid, name: permName, scope, action, subject: org.oid });
  }
  ensureOrgMember(db, org.id, ownerId);
  addMembers(db, findNode(db, "g", org.direct_uid) as NodeRow, [ownerId]);
  updateUser(db, ownerId, { current_org: org.id });
  return org;
}

/**
 * Deletes an org and its root nodes. What was in them survives: child nodes, their members, apps
 * and permissions (ARKID.md 5).
 */
export function deleteOrg(db: Database, org: OrgRow): void {
  ORGS.update(db, { id: org.id }, { deleted: 1 });
  INVITATIONS.remove(db, { org_id: org.id });
  for (const [column, kind] of ROOTS) {
    const node = findNode(db, kind, org[column]);
    if (node) deleteNode(db, node.pk);
  }
}
