import type { Session } from "../run/session";
import type { Failure, Values } from "./kind";
import { isUnknown } from "./unknown";

/** Refuses an `org` that can't be an org's id, as far as the text shows. */
export function checkOrg(session: Session, { org }: Values): Failure[] {
  if (isUnknown(org)) return [];
  const reason = session.backend.capabilities.orgProblem(String(org));
  return reason === undefined ? [] : [{ property: "org", reason }];
}
