import type { UserState } from "../../domain";
import { toState } from "../users";
import type { AccessScope } from "./access-scope";

/** The account that no listing holds (ARKID.md 27). */
const UNLISTED = "admin";

/** All people, by username. */
export async function readUsers(sight: AccessScope): Promise<Map<string, UserState>> {
  const { user } = sight.connection.client;
  const users = new Map<string, UserState>();
  const list = async () => {
    for await (const one of user.list()) users.set(one.username, toState(one));
    const unlisted = await user.find(UNLISTED);
    if (unlisted) users.set(UNLISTED, toState(unlisted));
  };
  if (sight.isAdmin) await list();
  else {
    sight.missAsNoAdmin("users");
    await sight.glimpse("users", list);
  }
  return users;
}
