import { z } from "zod";
import type { Session } from "../session";
import { gender } from "./user";

const sessionFields = {
  uuid: z.string(),
  user_id: z.number(),
  username: z.string(),
  name: z.string(),
  mobile: z.string(),
  gender,
  avatar: z.string(),
  private_email: z.string(),
  perms: z.array(z.string()),
  roles: z.array(z.string()),
  is_admin: z.boolean(),
  is_manager: z.boolean(),
  is_settled: z.boolean(),
  is_extern_user: z.boolean(),
  origin_verbose: z.string(),
  require_reset_password: z.boolean(),
  has_password: z.boolean(),
};
const plainSession = z.object(sessionFields);

const toSession = (wire: z.output<typeof plainSession>): Session => ({
  uuid: wire.uuid,
  userId: wire.user_id,
  username: wire.username,
  name: wire.name,
  mobile: wire.mobile,
  gender: wire.gender,
  avatar: wire.avatar,
  privateEmail: wire.private_email,
  perms: wire.perms,
  roles: wire.roles,
  isAdmin: wire.is_admin,
  isManager: wire.is_manager,
  isSettled: wire.is_settled,
  isExternUser: wire.is_extern_user,
  originVerbose: wire.origin_verbose,
  requireResetPassword: wire.require_reset_password,
  hasPassword: wire.has_password,
});

/** The logged-in user; a token beside it is left behind. */
export const session: z.ZodType<Session> = plainSession.transform(toSession);

/** The logged-in user, with the token. */
export const login: z.ZodType<Session & { token: string }> = z
  .object({ ...sessionFields, token: z.string() })
  .transform(({ token, ...wire }) => ({ ...toSession(wire), token }));
