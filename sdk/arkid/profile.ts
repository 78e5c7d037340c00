import { toNodeInfo, type NodeInfo, type WireNodeInfo } from "./node-info";
import type { Gender } from "./user";

/** The caller, as he may see and change himself. */
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

/** A profile on the wire. */
export interface WireProfile {
  username: string;
  name: string;
  private_email: string;
  mobile: string;
  gender: Gender;
  avatar: string;
  visible_fields: string[];
  origin_verbose: string;
}

/** Wire to domain. */
export function toProfile(wire: WireProfile): Profile {
  return {
    username: wire.username,
    name: wire.name,
    privateEmail: wire.private_email,
    mobile: wire.mobile,
    gender: wire.gender,
    avatar: wire.avatar,
    visibleFields: wire.visible_fields,
    originVerbose: wire.origin_verbose,
  };
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

/** An org profile on the wire. */
export interface WireOrgProfile {
  email: string;
  employee_number: string;
  position: string;
  hiredate: string | null;
  remark: string;
  is_manager: boolean;
  nodes: WireNodeInfo[];
}

/** Wire to domain. */
export function toOrgProfile(wire: WireOrgProfile): OrgProfile {
  return {
    email: wire.email,
    employeeNumber: wire.employee_number,
    position: wire.position,
    hiredate: wire.hiredate,
    remark: wire.remark,
    isManager: wire.is_manager,
    nodes: wire.nodes.map(toNodeInfo),
  };
}
