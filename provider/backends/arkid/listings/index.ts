import type { Listable, ListablePart, Listing } from "../../listing";
import { UNLISTABLE } from "../../listing";
import type { Connection } from "../connection";
import { listApps } from "./apps";
import { listNodeMembers, listNodes } from "./nodes";
import { listOrgMembers } from "./org-members";
import { listPerms } from "./perms";
import { listUsers } from "./users";

type List<P extends ListablePart> = (
  connection: Connection,
  scope: string,
  budget: number,
) => Promise<Listing<Listable[P]>>;

const listings: { readonly [P in ListablePart]: List<P> } = {
  ...{ users: listUsers, nodes: listNodes, nodeMembers: listNodeMembers },
  ...{ orgMembers: listOrgMembers, apps: listApps, perms: listPerms },
};

/**
 * Listings that single reads are answered from. To others than system administrators the server
 * shows parts, or refuses: they read one by one. A walk level by level asks about every node, which
 * is never cheaper than to ask about the wanted ones.
 */
export async function list<P extends ListablePart>(
  connection: Connection,
  part: P,
  scope: string,
  budget: number,
): Promise<Listing<Listable[P]>> {
  if (!(await connection.caller()).isAdmin) return UNLISTABLE;
  return listings[part](connection, scope, budget);
}
