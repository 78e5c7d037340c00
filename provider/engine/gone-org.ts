import { parseAccessId } from "../backends/domain/access-id";
import type { Session } from "../run/session";

/**
 * What was in an org that is gone counts as gone, though a server may keep some of it out of reach
 * (ARKID.md 5). One request for each org and run.
 * @throws NotFoundError when the org is gone
 */
export function requireOrg(session: Session, org: unknown): Promise<void> {
  if (!leavesRemains(session, org)) return Promise.resolve();
  return (
    session.hierarchy.orgs.get(org) ??
    rememberOrg(session, org, session.backend.orgs.get({ id: org }))
  );
}

/** Remembers a read of an org, which shows to all that is in it whether the org exists. */
export function rememberOrg(
  session: Session,
  org: string,
  reading: Promise<unknown>,
): Promise<void> {
  const known = reading.then(() => {});
  session.hierarchy.orgs.set(org, known);
  // After a failure the next one asks again.
  known.catch(() => session.hierarchy.orgs.delete(org));
  return known;
}

/**
 * The org of an app, of a perm or of the perm to use an app, as far as this run knows it; an org's
 * id is its own.
 * @param state of the resource that asks; it may name the org
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
