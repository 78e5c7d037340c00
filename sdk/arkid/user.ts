import type { NodeInfo } from "./node-info";

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
