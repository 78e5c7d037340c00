import { pick } from "../../same";
import { Actor } from "../../model/actor";
import { heldPerms } from "../../model/grants";
import { managerGroupsOf } from "../../model/manager-groups";
import { nodesOf } from "../../model/node-members";
import { type Database } from "../../storage/database";
import { nodeView } from "./node";
import { type OrgMemberRow, PERMS, type UserRow } from "../../model/tables";

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
  ...pick(user, "username", "name", "mobile", "gender", "avatar", "private_email"),
});

const standing = (user: UserRow) => ({
  created: user.created,
  last_active_time: user.last_active,
  is_extern_user: user.extern === 1,
  require_reset_password: user.require_reset === 1,
  has_password: user.password !== null,
});

const plain = (db: Database, user: UserRow) => ({
  ...facts(user),
  ...extras(user),
  ...marks(db, user),
  origin_verbose: originOf(user),
});

/** A user with their nodes: groups first, then departments. */
export const userView = (db: Database, user: UserRow) => userDetail(db, user).user;

/** A user as administrators see them. */
export function userDetail(db: Database, user: UserRow) {
  const groups = nodesOf(db, user.id, "g").map(nodeView);
  const depts = nodesOf(db, user.id, "d").map(nodeView);
  const nodes = [...groups, ...depts];
  return { user: { ...plain(db, user), nodes, ...standing(user) }, groups, depts, nodes };
}

/** A member of an org: what the org knows of them, then the user; `email` is the org's. */
export function memberView(
  db: Database,
  user: UserRow,
  member: OrgMemberRow | undefined,
): Record<string, unknown> {
  return {
    ...memberFields(member),
    ...plain(db, user),
    ...standing(user),
  };
}

/** What an org knows of its member. */
export function memberFields(member: OrgMemberRow | undefined): Record<string, unknown> {
  const { email = "", employee_number = "", position = "", remark = "" } = member ?? {};
  return { email, employee_number, position, hiredate: member?.hiredate ?? null, remark };
}

/** Oneself, as a login answers. */
export function selfView(db: Database, user: UserRow): Record<string, unknown> {
  const { is_manager, is_admin, ...rest } = marks(db, user);
  return {
    uuid: user.uuid,
    ...facts(user),
    ...extras(user),
    perms: heldPerms(db, user.id).flatMap((id) => PERMS.find(db, { id })?.uid ?? []),
    roles: [...(is_admin ? ["admin"] : []), ...(is_manager ? ["manager"] : [])],
    ...{ ...rest, is_manager, is_admin },
    is_extern_user: user.extern === 1,
    origin_verbose: originOf(user),
    require_reset_password: user.require_reset === 1,
    has_password: user.password !== null,
  };
}
