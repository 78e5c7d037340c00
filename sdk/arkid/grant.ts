import { checkGiven } from "../transport/checks";
import { UsageError } from "../transport/errors";
import type { Perm } from "./perm";

/** 1 granted, -1 denied, 0 neither. */
export type GrantStatus = -1 | 0 | 1;

/** Somebody's status, to be set. */
export interface StatusChange {
  /** A perm uid, a username or a prefixed node uid, as the method says. */
  uid: string;
  status: GrantStatus;
}

/** Which owners of a perm. */
export interface PermOwnerFilter {
  /** `user`, `dept`, or the top uid of a kind of groups, such as the org's roleUid. */
  ownerSubject?: string | undefined;
  status?: GrantStatus | undefined;
  /** The outcome, inherited or own; lags by up to 5 minutes. */
  value?: boolean | undefined;
}

/** What to set in a perm. */
export interface PermOwnerChanges {
  /** Usernames. */
  users?: readonly StatusChange[] | undefined;
  /** Prefixed node uids. */
  nodes?: readonly StatusChange[] | undefined;
  /** First sets everybody's status to 0. @default false */
  clean?: boolean | undefined;
}

/** A node's standing in one perm. Compare desired state with `status`: `value` lags behind. */
export interface NodePerm {
  perm: Perm;
  status: GrantStatus;
  value: boolean;
  locked: boolean;
}

/**
 * Checks statuses before they are sent: the server stores any number, reads "1" as a grant that
 * grants nothing, and fails half-way at anything else (contract, 32).
 */
export function checkStatuses(name: string, changes: readonly StatusChange[]): StatusChange[] {
  checkGiven(name, changes);
  const given: unknown = changes;
  if (!Array.isArray(given)) throw new UsageError(`${name} must be a list`, name);
  for (const { uid, status } of changes) {
    if ([-1, 0, 1].includes(status)) continue;
    throw new UsageError(`${name}: the status of ${uid} must be the number -1, 0 or 1`, name);
  }
  return changes.map(({ uid, status }) => ({ uid, status }));
}
