import { UsageError } from "../transport/errors";
import type { QueryValue } from "../transport/query";
import { bareUid, checkList } from "./checks";
import type { OrgMemberFields } from "./org-member";
import type { User } from "./user";

/** A user as a member of a node; listings of a group tell the org's fields too. */
export type NodeMember = User & Partial<OrgMemberFields>;

/**
 * Narrows the members of a node. Words are substrings, any letter case. A time is a day,
 * `2020-05-01`, or more exact, `2020-05-01T09:00:00`; without an offset it is read as +08:00.
 */
export interface MemberFilter {
  name?: string | undefined;
  username?: string | undefined;
  mobile?: string | undefined;
  /** Their own address: the document calls it `email`, to which the server pays no heed. */
  privateEmail?: string | undefined;
  beforeCreated?: string | undefined;
  afterCreated?: string | undefined;
  /** Who was never there is neither before nor after. */
  beforeLastActiveTime?: string | undefined;
  afterLastActiveTime?: string | undefined;
  /** Uids of other nodes of the same kind: their members too. */
  uids?: readonly string[] | undefined;
}

const WORDS = ["name", "username", "mobile", "privateEmail"] as const;

/** Milliseconds of a time of the filter. */
function timeOf(name: keyof MemberFilter, time: string): number {
  const exact = /^\d{4}-\d\d-\d\d$/.test(time) ? `${time}T00:00` : time;
  const at = Date.parse(/(Z|[+-]\d\d:?\d\d)$/.test(exact) ? exact : `${exact}+08:00`);
  if (!Number.isNaN(at)) return at;
  throw new UsageError(`${name} must be a day or a time, such as 2020-05-01`, name);
}

/** The spans of time that a filter asks for, in milliseconds. */
function spansOf(filter: MemberFilter) {
  const bound = (name: "beforeCreated" | "afterCreated" | `${"before" | "after"}LastActiveTime`) =>
    filter[name] === undefined ? undefined : timeOf(name, filter[name]);
  return [
    { of: "created", before: bound("beforeCreated"), after: bound("afterCreated") },
    {
      of: "lastActiveTime",
      before: bound("beforeLastActiveTime"),
      after: bound("afterLastActiveTime"),
    },
  ] as const;
}

/** Says who is meant, as the server does for groups: of departments it lists everybody (contract, 24). */
export function whoIsMeant(filter: MemberFilter): (member: NodeMember) => boolean {
  const spans = spansOf(filter);
  return (member) =>
    WORDS.every((word) =>
      member[word].toLowerCase().includes((filter[word] ?? "").toLowerCase()),
    ) &&
    spans.every(({ of, before, after }) => {
      const at = Date.parse(member[of] ?? "");
      return (before === undefined || at <= before) && (after === undefined || at >= after);
    });
}

/**
 * Domain to wire.
 * @throws UsageError for a time that is none, to which the server answers 500
 */
export function toWireMemberFilter(uid: string, filter: MemberFilter): Record<string, QueryValue> {
  spansOf(filter);
  const uids = filter.uids && checkList("uids", filter.uids);
  return {
    name: filter.name,
    username: filter.username,
    mobile: filter.mobile,
    private_email: filter.privateEmail,
    before_created: filter.beforeCreated,
    after_created: filter.afterCreated,
    before_last_active_time: filter.beforeLastActiveTime,
    after_last_active_time: filter.afterLastActiveTime,
    uids: uids?.map((other) => bareUid("uids", other, uid.startsWith("d_") ? "d" : "g")).join("|"),
  };
}
