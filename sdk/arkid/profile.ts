import type { NodeInfo } from "./node-info";
import type { Gender } from "./user";

/** The caller, as they may see and change themselves. */
export interface Profile {
  username: string;
  name: string;
  privateEmail: string;
  mobile: string;
  gender: Gender;
  avatar: string;
  /** Names of the fields that the server shows, by the wire's names. */
  visibleFields: string[];
  originVerbose: string;
}

/** The caller as a member of an org. */
export interface OrgProfile {
  email: string;
  employeeNumber: string;
  position: string;
  /** ISO 8601; null for none. */
  hiredate: string | null;
  remark: string;
  isManager: boolean;
  nodes: NodeInfo[];
}
