import { InvalidError } from "../errors";
import { LARGEST_PAGE, type KeycloakClient, type User } from "../../../sdk/keycloak";

import { readAll } from "./whole";

/** Up to so many people are looked up one by one, in any case. */
const FEW = 5;

/** Finds people by username; the server takes and returns ids. */
export class People {
  private readonly ids = new Map<string, string>();

  constructor(private readonly client: KeycloakClient) {}

  /** @returns `undefined` for one who does not exist, or whom this caller may not see */
  async find(username: string): Promise<User | undefined> {
    const user = await this.client.users.find(username);
    if (user) this.remember([user]);
    else this.forget(username);
    return user;
  }

  /** Remembers people of an answer, and returns their usernames. */
  remember(users: readonly Pick<User, "id" | "username">[]): string[] {
    for (const { username, id } of users) this.ids.set(username, id);
    return users.map(({ username }) => username);
  }

  forget(username: string): void {
    this.ids.delete(username);
  }

  /** Ids of those who exist, by username: looked up one by one, or all listed where that takes less. */
  async idsOf(usernames: readonly string[]): Promise<Map<string, string>> {
    const unknown = usernames.filter((name) => !this.ids.has(name));
    const { users } = this.client;
    const pages = unknown.length > FEW ? Math.ceil((await users.count()) / LARGEST_PAGE) : Infinity;
    if (pages < unknown.length) this.remember(await readAll(users.list(), () => users.count()));
    const rest = unknown.filter((name) => !this.ids.has(name));
    await Promise.all(rest.map((name) => this.find(name)));
    const known = usernames.map((name) => [name, this.ids.get(name)] as const);
    return new Map(known.filter((entry): entry is [string, string] => entry[1] !== undefined));
  }

  /** @throws InvalidError naming those who do not exist */
  async requireIdsOf(usernames: readonly string[]): Promise<Map<string, string>> {
    const ids = await this.idsOf(usernames);
    const missing = usernames.filter((name) => !ids.has(name));
    if (missing.length === 0) return ids;
    throw new InvalidError(`there is no user ${missing.join(", ")}`, "users");
  }
}
