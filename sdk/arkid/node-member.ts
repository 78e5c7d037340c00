import type { QueryValue } from "../transport/query";
import { toOrgMemberFields, type OrgMemberFields, type WireOrgMemberFields } from "./org-member";
import { toUser, type User, type WireUser } from "./user";

/** A user as a member of a node; listings of a group tell the org's fields too. */
export type NodeMember = User & Partial<OrgMemberFields>;

/** A member on the wire. */
export type WireNodeMember = WireUser & Partial<WireOrgMemberFields>;

const hasOrgFields = (wire: WireNodeMember): wire is WireUser & WireOrgMemberFields =>
  wire.employee_number !== undefined;

/** Narrows the members of a group; departments ignore it. All are substrings, any letter case. */
export interface MemberFilter {
  name?: string | undefined;
  username?: string | undefined;
  mobile?: string | undefined;
  privateEmail?: string | undefined;
  /** `2020-05-01`. */
  beforeCreated?: string | undefined;
  /** `2020-05-01`. */
  afterCreated?: string | undefined;
  /** Uids of groups, without prefix: their members too. */
  uids?: readonly string[] | undefined;
}

/** Wire to domain. */
export const toNodeMember = (wire: WireNodeMember): NodeMember => ({
  ...toUser(wire),
  ...(hasOrgFields(wire) && toOrgMemberFields(wire)),
});

/** Domain to wire. */
export function toWireMemberFilter(filter: MemberFilter): Record<string, QueryValue> {
  return {
    name: filter.name,
    username: filter.username,
    mobile: filter.mobile,
    private_email: filter.privateEmail,
    before_created: filter.beforeCreated,
    after_created: filter.afterCreated,
    uids: filter.uids,
  };
}
