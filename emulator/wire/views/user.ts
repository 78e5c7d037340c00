import { Actor } from "../../model/actor";
import { heldPerms } from "../../model/grants";
import { managerGroupsOf } from "../../model/manager-groups";
import { nodesOf } from "../../model/node-members";
import { type Database } from "../../storage/database";
import { nodeView } from "./node";
import { type OrgMemberRow, type UserRow } from "../../model/tables";

const ORIGINS: Record<string, string> = {
  script: "脚本添加",
  admin: "管理员添加",
  register: "手机注册",
};

/** How a user came to be, in words. */
export const originOf = (user: UserRow): string => ORIGINS[user.origin] ?? user.origin;

/** The blocks that only some users have. */
function extras(user: UserRow): Record<string, unknown> {
  return {
    ...(user.ding && { ding_user: JSON.parse(user.ding) as unknown }),
    ...(user.posix && { posix_user: JSON.parse(user.posix) as unknown }),
    ...(user.custom && { custom_user: { ...(JSON.parse(user.custom) as object), pretty: [] } }),
  };
}

const marks = (db: Database, user: UserRow) => ({
  is_settled: user.settled === 1,
  is_manager: managerGroupsOf(db, user.id).length > 0,
  is_admin: new Actor(db, user).isAdmin,
});

const facts = (user: UserRow) => ({
  user_id: user.id,
  username: user.username,
  name: user.name,
  mobile: user.mobile,
  gender: user.gender,
  avatar: user.avatar,
  private_email: user.private_email,
});

const standing = (user: UserRow) => ({
  created: user.created,
  last_active_time: user.last_active,
  is_extern_user: user.extern === 1,
  require_reset_password: user.require_reset === 1,
  has_password: user.password !== null,
});

/** A user with his nodes: groups first, then departments. */
export function userView(db: Database, user: UserRow): Record<string, unknown> {
  return {
    ...facts(user),
    ...extras(user),
    ...marks(db, user),
    origin_verbose: originOf(user),
    nodes: [...nodesOf(db, user.id, "g"), ...nodesOf(db, user.id, "d")].map(nodeView),
    ...standing(user),
  };
}

/** A user as administrators see him. */
export function userDetail(db: Database, user: UserRow): Record<string, unknown> {
  const groups = nodesOf(db, user.id, "g").map(nodeView);
  const depts = nodesOf(db, user.id, "d").map(nodeView);
  return { user: userView(db, user), groups, depts, nodes: [...groups, ...depts] };
}

/** A member of an org: what the org knows of him, then the user; `email` is the org's. */
export function memberView(
  db: Database,
  user: UserRow,
  member: OrgMemberRow | undefined,
): Record<string, unknown> {
  return {
    ...memberFields(member),
    ...facts(user),
    ...extras(user),
    ...marks(db, user),
    origin_verbose: originOf(user),
    ...standing(user),
  };
}

/** What an org knows of its member. */
export function memberFields(member: OrgMemberRow | undefined): Record<string, unknown> {
  return {
    email: member?.email ?? "",
    employee_number: member?.employee_number ?? "",
    position: member?.position ?? "",
    hiredate: member?.hiredate ?? null,
    remark: member?.remark ?? "",
  };
}

/** Oneself, as a login answers. */
export function selfView(db: Database, user: UserRow): Record<string, unknown> {
  const { is_settled, is_manager, is_admin } = marks(db, user);
  const { user_id, username, name, mobile, gender, avatar, private_email } = facts(user);
  return {
    uuid: user.uuid,
    user_id,
    username,
    name,
    mobile,
    gender,
    ...extras(user),
    perms: heldPermUids(db, user.id),
    avatar,
    roles: [...(is_admin ? ["admin"] : []), ...(is_manager ? ["manager"] : [])],
    private_email,
    is_settled,
    is_manager,
    is_admin,
    is_extern_user: user.extern === 1,
    origin_verbose: originOf(user),
    require_reset_password: user.require_reset === 1,
    has_password: user.password !== null,
  };
}

function heldPermUids(db: Database, userId: number): string[] {
  return heldPerms(db, userId).flatMap(
    (id) => db.get<{ uid: string }>("SELECT uid FROM perms WHERE id = ?", id)?.uid ?? [],
  );
}
