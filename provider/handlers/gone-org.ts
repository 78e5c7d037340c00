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
  return session.orgs.get(org) ?? seen(session, org, session.backend.orgs.get({ id: org }));
}

/** Remembers a look at an org, which tells whoever is in it that it is there. */
export function seen(session: Session, org: string, look: Promise<unknown>): Promise<void> {
  const known = look.then(() => {});
  session.orgs.set(org, known);
  // A failure that may pass is no answer.
  known.catch(() => session.orgs.delete(org));
  return known;
}
