import type { UserState } from "../../domain";
import { isListed, type Listing } from "../../listing";
import type { Connection } from "../connection";
import { toState } from "../users";
import { knowExisting } from "./existing-users";
import { paged } from "../../kit/paged";

/** Everybody but `admin`, whom the server never lists. */
export async function listUsers(
  connection: Connection,
  _scope: string,
  budget: number,
): Promise<Listing<UserState>> {
  const list = connection.client.user.list();
  const people = await paged(list, budget, (user) => [user.username, toState(user)]);
  if (isListed(people)) {
    const numbers = [...people.values()].map(({ userId }) => Number(userId));
    void knowExisting(connection, Promise.resolve(new Set(numbers)));
  }
  return people;
}
