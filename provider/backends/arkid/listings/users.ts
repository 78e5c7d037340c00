import type { UserState } from "../../../domain";
import type { Listing } from "../../../listing";
import type { Connection } from "../connection";
import { toState } from "../users";
import { paged } from "./paged";

/** Everybody but `admin`, whom the server never lists. */
export function listUsers(
  { client }: Connection,
  _scope: string,
  budget: number,
): Promise<Listing<UserState>> {
  return paged(client.user.list(), budget, (user) => [user.username, toState(user)]);
}
