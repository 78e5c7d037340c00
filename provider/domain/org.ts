// Organisations, and what they keep of their members.
import type { NodeKind } from "./node";

export interface OrgKey {
  readonly name: string;
}
export interface OrgDesired {
  readonly name: string;
}
export type OrgChanges = Partial<OrgDesired>;
export interface OrgState extends OrgDesired {
  readonly id: string;
  /** Username of the owner, who can't be changed on every system. */
  readonly owner: string;
  readonly roots: Readonly<Record<NodeKind, string>>;
}

/** What an org knows of a member, and no other org does; empty is none. */
export interface MemberFields {
  readonly email: string;
  readonly employeeNumber: string;
  readonly position: string;
  /** ISO 8601 with a time and an offset. */
  readonly hireDate: string;
  readonly remark: string;
}
