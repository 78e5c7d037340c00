import { parseAccessId } from "../backends/domain/access-id";
import type { Session } from "../run/session";
import type { Values } from "./kind";
import { leavingWith, objectOf, type Taken } from "./leaving";

/**
 * Whether a list, or what an org keeps of a member, stays as it is because its owner leaves the
 * program in the same run and stays on the server: a department that is kept keeps its people.
 */
export async function staysWithOwner(
  session: Session,
  object: Taken,
  state: Values,
): Promise<boolean> {
  const owners = new Set(ownersOf(object, state).map(objectOf));
  if (owners.size === 0) return false;
  const leaving = await leavingWith(session, object, state);
  return leaving?.staying.some((one) => owners.has(objectOf(one))) === true;
}

/** Whose it may be, by kind of resource; none of what exists by itself. */
function ownersOf({ kind, id }: Taken, { org, perm }: Values): Taken[] {
  const inOrg = typeof org === "string" ? [{ kind: "Org", id: org }] : [];
  if (kind === "NodeMembers") return [{ kind: "Node", id }, ...inOrg];
  if (kind === "OrgMembers") return [{ kind: "Org", id }];
  if (kind === "OrgMember") return inOrg;
  if (kind !== "PermGrants") return [];
  const app = typeof perm === "string" ? parseAccessId(perm)?.app : undefined;
  return [{ kind: "Perm", id }, ...(app === undefined ? [] : [{ kind: "App", id: app }])];
}
