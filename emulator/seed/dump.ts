import { managerGroupOf } from "../model/manager-groups";
import { membersOf } from "../model/node-members";
import { childrenOf, findNode } from "../model/nodes";
import { listOrgMembers } from "../model/org-members";
import { getUser } from "../model/users";
import { type Database } from "../storage/database";
import { type Seed, type SeedApp, type SeedNode, type SeedOrg, TOPS } from "./format";
import {
  APPS,
  ORGS,
  PERMS,
  type AppRow,
  type NodeRow,
  type OrgRow,
  type UserRow,
} from "../model/tables";
import { pick } from "../same";

/** Everything in a database as a seed. Passwords stay hashed; tokens and the log stay behind. */
export function dump(db: Database): Seed {
  return {
    users: db
      .all<UserRow>("SELECT * FROM users WHERE deleted = 0 AND username <> 'admin' ORDER BY id")
      .map(dumpUser),
    orgs: ORGS.list(db, { deleted: 0 }, "id").map((org) => dumpOrg(db, org)),
    perms: PERMS.list(db, { subject: "app" }, "id").map((perm) =>
      pick(perm, "uid", "name", "remark", "scope"),
    ),
    grants: dumpGrants(db),
  };
}

function dumpUser(user: UserRow): Seed["users"][number] {
  const { username, name, mobile, private_email: email, gender, password } = user;
  return { username, name, mobile, email, gender, ...(password && { passwordHash: password }) };
}

function dumpOrg(db: Database, org: OrgRow): SeedOrg {
  const below = ([, kind, top]: (typeof TOPS)[number]): SeedNode[] => {
    const node = findNode(db, kind, org[top]);
    const tops: string[] = [org.direct_uid, org.role_uid, org.label_uid, org.manager_uid];
    const children = node ? childrenOf(db, node.pk) : [];
    return children
      .filter((child) => !tops.includes(child.uid))
      .map((child) => dumpNode(db, child));
  };
  const nodes = Object.fromEntries(TOPS.map((top) => [top[0], below(top)]));
  return {
    name: org.name,
    owner: getUser(db, org.owner_id)?.username ?? "admin",
    members: listOrgMembers(db, org.id)
      .filter(({ user }) => user.deleted === 0)
      .map(({ user, member }) => ({
        username: user.username,
        ...pick(member, "email", "employee_number", "position", "hiredate", "remark"),
      })),
    ...(nodes as Pick<SeedOrg, (typeof TOPS)[number][0]>),
    apps: APPS.list(db, { org_id: org.id }, "id").map(dumpApp),
  };
}

function dumpNode(db: Database, node: NodeRow): SeedNode {
  return {
    name: node.name,
    uid: node.uid,
    remark: node.remark,
    visibility: node.visibility,
    acceptUser: node.accept_user === 1,
    nodeScope: JSON.parse(node.node_scope) as string[],
    userScope: JSON.parse(node.user_scope) as string[],
    managerGroup: managerGroupOf(node),
    users: membersOf(db, node.pk).map((user) => user.username),
    children: childrenOf(db, node.pk).map((child) => dumpNode(db, child)),
  };
}

function dumpApp(app: AppRow): SeedApp {
  const { oauth, ldap, http, saml } = app;
  return {
    ...pick(app, "uid", "name", "index", "logo", "remark"),
    allowAnyUser: app.allow_any_user === 1,
    oauth: oauth === null ? null : (JSON.parse(oauth) as Record<string, string>),
    ldap: ldap !== null,
    http: http !== null,
    saml: saml === null ? null : (JSON.parse(saml) as Record<string, string>),
  };
}

/** Grants of what a seed can name; the fresh server's own come with it. */
function dumpGrants(db: Database): Seed["grants"] {
  return db
    .all<{ perm: string; user: string | null; node: string | null; status: number }>(
      `SELECT p.uid AS perm, u.username AS user, n.kind || '_' || n.uid AS node, g.status
       FROM grants g JOIN perms p ON p.id = g.perm_id
       LEFT JOIN users u ON g.owner_kind = 'u' AND u.id = g.owner_id
       LEFT JOIN nodes n ON g.owner_kind = 'n' AND n.pk = g.owner_id
       WHERE p.subject IN ('app', 'system') AND g.status <> 0
         AND COALESCE(u.username, '') <> 'admin'
       ORDER BY p.id, g.owner_kind, g.owner_id`,
    )
    .map(({ perm, user, node, status }) => ({
      perm,
      ...(user !== null && { user }),
      ...(node !== null && { node }),
      status,
    }));
}
