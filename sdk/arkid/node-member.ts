import type { QueryValue } from "../transport/query";
import type { OrgMemberFields } from "./org-member";
import type { User } from "./user";

/** A user as a member of a node; listings of a group tell the org's fields too. */
export type NodeMember = User & Partial<OrgMemberFields>;

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
