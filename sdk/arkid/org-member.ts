import type { User } from "./user";

/** What an org knows of a member, and no other org does. */
export interface OrgMemberFields {
  /** The address in this org; their own is `privateEmail`. */
  email: string;
  employeeNumber: string;
  position: string;
  /** ISO 8601 with time and offset; null for none. */
  hiredate: string | null;
  remark: string;
}

/** A user as a member of an org: their own fields, and those of this org. */
export interface OrgMember extends User, OrgMemberFields {}

/** What can be changed of a member; an empty string clears, null only clears the date. */
export interface OrgMemberChanges {
  email?: string | undefined;
  employeeNumber?: string | undefined;
  position?: string | undefined;
  /** With a time: `2020-05-01T09:00:00`; without an offset it is read as +08:00. */
  hiredate?: string | null | undefined;
  /** At most 512 characters. */
  remark?: string | undefined;
}

/** Domain to wire. */
export function toWireOrgMemberChanges(changes: OrgMemberChanges): Record<string, unknown> {
  return {
    email: changes.email,
    employee_number: changes.employeeNumber,
    position: changes.position,
    hiredate: changes.hiredate,
    remark: changes.remark,
  };
}
