import type { Gender } from "./user";

/** The logged-in user, as login and token checks describe him. */
export interface Session {
  /** A UUID without dashes; no other answer has it. */
  uuid: string;
  userId: number;
  username: string;
  name: string;
  mobile: string;
  gender: Gender;
  avatar: string;
  privateEmail: string;
  /** Uids of the perms that he has. */
  perms: string[];
  /** `admin`, `manager`, or none. */
  roles: string[];
  isAdmin: boolean;
  isManager: boolean;
  isSettled: boolean;
  isExternUser: boolean;
  originVerbose: string;
  requireResetPassword: boolean;
  hasPassword: boolean;
}

/** A session on the wire. */
export interface WireSession {
  token?: string;
  uuid: string;
  user_id: number;
  username: string;
  name: string;
  mobile: string;
  gender: Gender;
  avatar: string;
  private_email: string;
  perms: string[];
  roles: string[];
  is_admin: boolean;
  is_manager: boolean;
  is_settled: boolean;
  is_extern_user: boolean;
  origin_verbose: string;
  require_reset_password: boolean;
  has_password: boolean;
}

/** Wire to domain; the token is left behind. */
export function toSession(wire: WireSession): Session {
  return {
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
  };
}
