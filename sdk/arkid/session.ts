import type { Gender } from "./user";

/** The logged-in user, as login and token checks describe them. */
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
  /** Uids of the perms that they have. */
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
