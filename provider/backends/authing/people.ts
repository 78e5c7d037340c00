import { InvalidError } from "../errors";
import type { AuthingUser, ManagementClient } from "../../../sdk/authing";

interface Named {
  readonly userId: string;
  readonly username?: string | null | undefined;
}

/** What a program calls a person: the username, or the user id of one who has none. */
export const nameOf = ({ username, userId }: Named): string => username || userId;

/** Finds people by what a program calls them; the server takes and returns user ids. */
export class People {
  private readonly ids = new Map<string, string>();

  constructor(private readonly client: ManagementClient) {}

  /** @returns `undefined` for one who does not exist */
  async find(name: string): Promise<AuthingUser | undefined> {
    const { users } = this.client;
    const user = await users.find(name, { userIdType: "username" });
    const found = user ?? (isUserId(name) ? await users.find(name) : undefined);
    if (found) this.remember([found]);
    else this.forget(name);
    return found;
  }

  /** Remembers people of a response, and returns their names. */
  remember(users: readonly AuthingUser[]): string[] {
    for (const user of users) this.ids.set(nameOf(user), user.userId);
    return users.map(nameOf);
  }

  forget(name: string): void {
    this.ids.delete(name);
  }

  /** Ids of those who exist, by name. */
  async idsOf(names: readonly string[]): Promise<Map<string, string>> {
    const unknown = names.filter((name) => !this.ids.has(name));
    const { users } = this.client;
    if (unknown.length > 0) {
      this.remember(await users.getBatch(unknown, { userIdType: "username" }));
      const nameless = unknown.filter((name) => !this.ids.has(name) && isUserId(name));
      if (nameless.length > 0) this.remember(await users.getBatch(nameless));
    }
    const known = names.map((name) => [name, this.ids.get(name)] as const);
    return new Map(known.filter((entry): entry is [string, string] => entry[1] !== undefined));
  }

  /** @throws InvalidError naming those who do not exist */
  async requireIdsOf(names: readonly string[]): Promise<string[]> {
    const ids = await this.idsOf(names);
    const missing = names.filter((name) => !ids.has(name));
    if (missing.length === 0) return [...ids.values()];
    throw new InvalidError(`there is no user ${missing.join(", ")}`, "users");
  }

  /** Names of those who exist, by id. */
  async namesOf(ids: readonly string[]): Promise<Map<string, string>> {
    const names = new Map([...this.ids].map(([name, id]) => [id, name]));
    const unknown = ids.filter((id) => !names.has(id));
    if (unknown.length === 0) return names;
    const found = await this.client.users.getBatch(unknown);
    this.remember(found);
    for (const user of found) names.set(user.userId, nameOf(user));
    return names;
  }
}

/** Whether a name has the form of a user id. */
const isUserId = (name: string) => /^[0-9a-f]{24}$/.test(name);
