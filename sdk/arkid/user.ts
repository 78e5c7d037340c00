import { toNodeInfo, type NodeInfo, type WireNodeInfo } from "./node-info";

/** 0 unknown, 1 male, 2 female. */
export type Gender = 0 | 1 | 2;

/** A POSIX account. */
export interface PosixUser {
  uid: number;
  gid: number;
  home: string;
  pubKey: string;
}

/** A person. */
export interface User {
  /** A number that is never used again, unlike the username. */
  userId: number;
  /** 4 to 16 lower-case letters and digits; can't be changed. */
  username: string;
  name: string;
  /** `1##########` or `+NNN digits`; empty for none. */
  mobile: string;
  gender: Gender;
  /** A URL; empty for none. */
  avatar: string;
  /** Empty for none. */
  privateEmail: string;
  isSettled: boolean;
  isManager: boolean;
  isAdmin: boolean;
  isExternUser: boolean;
  /** How the user came to be, in the server's words. */
  originVerbose: string;
  /** ISO 8601 with offset. */
  created: string;
  /** ISO 8601 with offset; null for never. */
  lastActiveTime: string | null;
  requireResetPassword: boolean;
  hasPassword: boolean;
  /** The nodes that the user is a member of; absent where the answer has none (org members). */
  nodes?: NodeInfo[];
  posixUser?: PosixUser;
  dingUser?: { uid: string; account: string; data: string };
  customUser?: { data: unknown; pretty: unknown };
}

/** A user on the wire, without the wrapper of the user endpoints. */
export interface WireUser {
  user_id: number;
  username: string;
  name: string;
  mobile: string;
  gender: Gender;
  avatar: string;
  private_email: string;
  is_settled: boolean;
  is_manager: boolean;
  is_admin: boolean;
  is_extern_user: boolean;
  origin_verbose: string;
  created: string;
  last_active_time: string | null;
  require_reset_password: boolean;
  has_password: boolean;
  nodes?: WireNodeInfo[];
  posix_user?: WirePosixUser;
  ding_user?: { uid: string; account: string; data: string };
  custom_user?: { data: unknown; pretty: unknown };
}

/** A POSIX account on the wire. */
export interface WirePosixUser {
  uid: number;
  gid: number;
  home: string;
  pub_key: string;
}

/** What the user endpoints wrap a user in. */
export interface WireUserRecord {
  user: WireUser;
  nodes: WireNodeInfo[];
}

const toPosixUser = ({ uid, gid, home, pub_key }: WirePosixUser): PosixUser => ({
  uid,
  gid,
  home,
  pubKey: pub_key,
});

/** Wire to domain. */
export function toUser(wire: WireUser): User {
  return {
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
    created: wire.created,
    lastActiveTime: wire.last_active_time,
    requireResetPassword: wire.require_reset_password,
    hasPassword: wire.has_password,
    ...(wire.nodes && { nodes: wire.nodes.map(toNodeInfo) }),
    ...(wire.posix_user && { posixUser: toPosixUser(wire.posix_user) }),
    ...(wire.ding_user && { dingUser: wire.ding_user }),
    ...(wire.custom_user && { customUser: wire.custom_user }),
  };
}

/** Wrapped wire to domain. */
export function fromUserRecord({ user, nodes }: WireUserRecord): User {
  return { ...toUser(user), nodes: nodes.map(toNodeInfo) };
}
