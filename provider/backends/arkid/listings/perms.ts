import type { PermState } from "../../domain";
import type { Listing } from "../../listing";
import type { Connection } from "../connection";
import { toState } from "../perms";
import { paged } from "../../kit/paged";

/** Perms of every scope. */
export function listPerms(
  { client }: Connection,
  _scope: string,
  budget: number,
): Promise<Listing<PermState>> {
  return paged(client.perm.list(), budget, (perm) => [perm.uid, toState(perm)]);
}
