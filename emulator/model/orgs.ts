import { randomUUID } from "node:crypto";
import { type Database } from "../storage/database";
import { addMembers } from "./node-members";
import { type NodeRow, createNode, deleteNode, findNode } from "./nodes";
import { ensureOrgMember } from "./org-members";
import { createPerm } from "./perms";
import { updateUser } from "./users";

/** A row of `orgs`. */
export interface OrgRow {
  id: number;
  oid: string;
  name: string;
  owner_id: number;
  dept_uid: string;
  group_uid: string;
  direct_uid: string;
  manager_uid: string;
  role_uid: string;
  label_uid: string;
  app_group_uid: string;
  default_app_group_uid: string;
  /** JSON of the company's names and address. */
  company: string | null;
  deleted: number;
}

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
export function findOrg(db: Database, oid: string): OrgRow | undefined {
  return db.get<OrgRow>("SELECT * FROM orgs WHERE oid = ? AND deleted = 0", oid);
}

/** By row id, deleted ones too. */
export function getOrg(db: Database, id: number): OrgRow | undefined {
  return db.get<OrgRow>("SELECT * FROM orgs WHERE id = ?", id);
}

/** The orgs that a user belongs to, oldest first. */
export function orgsOf(db: Database, userId: number): OrgRow[] {
  return db.all<OrgRow>(
    `SELECT o.* FROM orgs o WHERE o.deleted = 0 AND (o.owner_id = ?1
       OR o.id IN (SELECT org_id FROM org_members WHERE user_id = ?1)) ORDER BY o.id`,
    userId,
  );
}

/**
 * Creates an org with its root nodes and permissions; its creator becomes owner, member and direct
 * member, and it becomes his current org (ARKID.md 2).
 */
export function createOrg(db: Database, name: string, ownerId: number, deptName = name): OrgRow {
  const uids = Array.from({ length: 8 }, () => randomUUID());
  const { id } = db.run(
    `INSERT INTO orgs (oid, name, owner_id, dept_uid, group_uid, direct_uid, manager_uid, role_uid,
       label_uid, app_group_uid, default_app_group_uid) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    randomUUID(),
    name,
    ownerId,
    ...uids,
  );
  const org = getOrg(db, id) as OrgRow;
  const direct = createRoots(db, org, deptName);
  for (const [scope, action, permName] of ORG_PERMS) {
    createPerm(db, {
      uid: `${org.oid}_${scope}_${action}`,
      name: permName,
      scope,
      action,
      subject: org.oid,
    });
  }
  ensureOrgMember(db, id, ownerId);
  addMembers(db, direct, [ownerId]);
  updateUser(db, ownerId, { current_org: id });
  return org;
}

/** The root nodes of an org; answers the one of its direct members. */
function createRoots(db: Database, org: OrgRow, deptName: string): NodeRow {
  const top = (
    kind: "d" | "g" | "ag",
    uid: string,
    name: string,
    subject: string,
    under?: NodeRow,
  ) =>
    createNode(db, {
      kind,
      uid,
      name,
      subject,
      orgId: org.id,
      parent: under ?? findNode(db, kind, "root") ?? null,
    });
  top("d", org.dept_uid, deptName, "dept");
  const group = top("g", org.group_uid, org.name, "org");
  const direct = top("g", org.direct_uid, `${org.name}-直属成员`, "direct", group);
  top("g", org.manager_uid, `${org.name}-管理员`, "manager", group);
  top("g", org.role_uid, `${org.name}-角色`, "role", group);
  top("g", org.label_uid, `${org.name}-标签`, "label", group);
  const apps = top("ag", org.app_group_uid, `${org.name}-应用`, "app_group");
  top("ag", org.default_app_group_uid, `${org.name}-默认应用`, "app_group", apps);
  return direct;
}

/**
 * Deletes an org and its root nodes. What was in them survives: child nodes, their members, apps
 * and permissions (ARKID.md 5).
 */
export function deleteOrg(db: Database, org: OrgRow): void {
  db.run("UPDATE orgs SET deleted = 1 WHERE id = ?", org.id);
  db.run("DELETE FROM invitations WHERE org_id = ?", org.id);
  const roots: ["d" | "g" | "ag", string][] = [
    ["d", org.dept_uid],
    ["g", org.group_uid],
    ["g", org.direct_uid],
    ["g", org.manager_uid],
    ["g", org.role_uid],
    ["g", org.label_uid],
    ["ag", org.app_group_uid],
    ["ag", org.default_app_group_uid],
  ];
  for (const [kind, uid] of roots) {
    const node = findNode(db, kind, uid);
    if (node) deleteNode(db, node.pk);
  }
}
