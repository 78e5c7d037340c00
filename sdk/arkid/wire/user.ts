import { z } from "zod";
import type { NodeMember } from "../node-member";
import type { OrgMember, OrgMemberFields } from "../org-member";
import type { PosixUser, User } from "../user";
import { id, number } from "./id";
import { nodeInfo } from "./node";

/** 0 unknown, 1 male, 2 female. */
export const gender = z.literal([0, 1, 2]);

const posixUser = z
  .object({ uid: z.number(), gid: z.number(), home: z.string(), pub_key: z.string() })
  .transform(({ pub_key, ...rest }): PosixUser => ({ ...rest, pubKey: pub_key }));

/** What users and sessions tell of a person alike. */
export const personFields = {
  user_id: number,
  username: id,
  name: z.string(),
  mobile: z.string(),
  gender,
  avatar: z.string(),
  private_email: z.string(),
  is_settled: z.boolean(),
  is_manager: z.boolean(),
  is_admin: z.boolean(),
  is_extern_user: z.boolean(),
  origin_verbose: z.string(),
  require_reset_password: z.boolean(),
  has_password: z.boolean(),
};

export const toPerson = (wire: z.output<z.ZodObject<typeof personFields>>) => ({
  userId: wire.user_id,
  username: wire.username,
  name: wire.name,
  mobile: wire.mobile,
  gender: wire.gender,
  avatar: wire.avatar,
  privateEmail: wire.private_email,
  isSettled: wire.is_settled,
  isManager: wire.is_manager,
  isAdmin: wire.is_admin,
  isExternUser: wire.is_extern_user,
  originVerbose: wire.origin_verbose,
  requireResetPassword: wire.require_reset_password,
  hasPassword: wire.has_password,
});

const userFields = {
  ...personFields,
  created: z.string(),
  last_active_time: z.string().nullable(),
  nodes: z.array(nodeInfo).optional(),
  posix_user: posixUser.nullish(),
  ding_user: z.object({ uid: z.string(), account: z.string(), data: z.string() }).nullish(),
  custom_user: z.object({ data: z.unknown(), pretty: z.unknown() }).nullish(),
};
const plainUser = z.object(userFields);

function toUser(wire: z.output<typeof plainUser>): User {
  return {
    ...toPerson(wire),
    created: wire.created,
    lastActiveTime: wire.last_active_time,
    ...(wire.nodes && { nodes: wire.nodes }),
    ...(wire.posix_user && { posixUser: wire.posix_user }),
    ...(wire.ding_user && { dingUser: wire.ding_user }),
    ...(wire.custom_user && { customUser: wire.custom_user }),
  };
}

/** A user without a wrapper. */
export const user: z.ZodType<User> = plainUser.transform(toUser);

/** A user as the user endpoints wrap them. */
export const userRecord: z.ZodType<User> = z
  .object({ user, nodes: z.array(nodeInfo) })
  .transform(({ user: inner, nodes }) => ({ ...inner, nodes }));

/** What an org knows of a member. */
export const orgFields = {
  email: z.string(),
  employee_number: z.string(),
  position: z.string(),
  hiredate: z.string().nullable(),
  remark: z.string(),
};
/** Wire to domain. */
export function toOrgMemberFields(wire: z.output<z.ZodObject<typeof orgFields>>): OrgMemberFields {
  const { email, employee_number, position, hiredate, remark } = wire;
  return { email, employeeNumber: employee_number, position, hiredate, remark };
}

/** A user as a member of an org. */
export const orgMember: z.ZodType<OrgMember> = z
  .object({ ...userFields, ...orgFields })
  .transform((wire) => ({ ...toUser(wire), ...toOrgMemberFields(wire) }));

/** A user as a member of a node: a group's listing tells the org's fields too. */
export const nodeMember: z.ZodType<NodeMember> = z.union([orgMember, user]);

/** The members of a node, as answers wrap them. */
export const nodeMembers: z.ZodType<NodeMember[]> = z
  .object({ users: z.array(nodeMember) })
  .transform(({ users }) => users);
