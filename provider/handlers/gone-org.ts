import type { Session } from "../session";

/**
 * What was in an org that is gone is gone with it, though a server may keep some of it, where nobody
 * finds it any more (ARKID.md 5). One question for each org and run.
 * @throws NotFoundError when the org is gone
 */
export function requireOrg(session: Session, org: unknown): Promise<void> {
  const { capabilities } = session.backend;
  const isOrg = typeof org === "string" && capabilities.orgProblem(org) === undefined;
  if (!isOrg || !capabilities.orgsLeaveRemains) {
    return Promise.resolve();
  }
  const known = session.orgs.get(org) ?? session.backend.orgs.get({ id: org }).then(() => {});
  session.orgs.set(org, known);
  // A failure that may pass is no answer.
  known.catch(() => session.orgs.delete(org));
  return known;
}
