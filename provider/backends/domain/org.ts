// Organisations, and what they keep of their members.
import type { NodeKind } from "./node";

export interface OrgKey {
  readonly name: string;
  /** Where the program chooses it; then it is the key, and names may repeat. */
  readonly uid?: string;
}
export interface OrgDesired extends OrgKey {
  /** What only this resource makes an org with, kept where people look for nothing. @default none */
  readonly mark?: string;
}
export type OrgChanges = Pick<Partial<OrgDesired>, "name">;
export interface OrgState extends OrgKey {
  /** Where the system has a place for it; empty for an org that was made otherwise. */
  readonly mark?: string;
  readonly id: string;
  /** Username of the owner, who can't be changed on every system; empty where orgs have none. */
  readonly owner: string;
  /** Ids of the root nodes, or `<org>/<kind>`; without kinds that the system lacks. */
  readonly roots: Readonly<Partial<Record<NodeKind, string>>>;
}

/** What an org keeps of a member, apart from other orgs; empty is none. */
export interface MemberFields {
  readonly email: string;
  readonly employeeNumber: string;
  readonly position: string;
  /** ISO 8601: a date, or a time with an offset where it is no midnight there. */
  readonly hireDate: string;
  readonly description: string;
}
