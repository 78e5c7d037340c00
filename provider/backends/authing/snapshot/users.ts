import type { UserState } from "../../domain";
import type { Connection } from "../connection";
import { toState } from "../users";

/** All people of the pool, by username. */
export async function readUsers({ client, people }: Connection): Promise<Map<string, UserState>> {
  const users = new Map<string, UserState>();
  for await (const one of client.users.list()) {
    people.meet([one]);
    const state = toState(one);
    users.set(state.id, state);
  }
  return users;
}
