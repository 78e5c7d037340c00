import { parseAccessId } from "../backends/domain/access-id";
import type { Session } from "../run/session";

/**
 * What was in an org that is gone is gone with it, though a server may keep some of it, where nobody
 * finds it any more (ARKID.md 5). One question for each org and run.
 * @throws NotFoundError when the org is gone
 */
export function requireOrg(session: Session, org: unknown): Promise<void> {
  if (!leavesRemains(session, org)) return Promise.resolve();
  return (
    session.hierarchy.orgs.get(org) ??
    rememberOrg(session, org, session.backend.orgs.get({ id: org }))
  );
}

/** Remembers a look at an org, which tells whoever is in it that it is there. */
export function rememberOrg(
  session: Session,
  org: string,
  reading: Promise<unknown>,
): Promise<void> {
  const known = reading.then(() => {});
  session.hierarchy.orgs.set(org, known);
  // A failure that may pass is no answer.
  known.catch(() => session.hierarchy.orgs.delete(org));
  return known;
}

/**
 * The org of an app, of a perm or of the right to use an app, as far as this run has met it; of an
 * org, itself.
 * @param state what is known of whoever asks, its org maybe
 */
export function orgOf(
  session: Session,
  id: string,
  { org }: { readonly org?: unknown } = {},
): string | undefined {
  if (typeof org === "string") return org;
  const of = parseAccessId(id)?.app ?? id;
  return session.hierarchy.orgOf.get(of) ?? (leavesRemains(session, of) ? of : undefined);
}

function leavesRemains({ backend }: Session, org: unknown): org is string {
  const { capabilities } = backend;
  if (!capabilities.orgsLeaveRemains || typeof org !== "string") return false;
  return capabilities.orgProblem(org) === undefined;
}
