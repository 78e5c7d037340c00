import { isApiError, isNotFound, isRateLimited, isUnexpectedResponse } from "../../../sdk";
import type { KeycloakClient, User } from "../../../sdk/keycloak";
import { UnavailableError } from "../errors";
import { all } from "../kit/all";
import { opened } from "../kit/paged";
import { unless } from "../kit/unless";
import { UNLISTABLE, type Listing } from "../listing";
import { SERVICE_ACCOUNT } from "./ids";
import type { People } from "./people";
import { readAll } from "./whole";

/** Whoever may be a member. */
type Person = Pick<User, "id" | "username">;

/** What a listing asks for besides pages of people: how many there are, and the service accounts. */
const BESIDES = 3;

/** Who is in which groups directly, for many groups at once. */
export class Memberships {
  constructor(
    private readonly client: KeycloakClient,
    private readonly people: People,
    /** Whether the realm's SCIM API may answer: until it has refused, which holds for the session. */
    private mayList: boolean,
  ) {}

  /**
   * Usernames by group, of those groups that anybody is in. Only the realm's SCIM API lists people with
   * their groups. It is in preview: whatever refusal or other answer comes of it, members are read
   * without it.
   * @throws UnavailableError where it lists others than there are: that proves nothing
   */
  async list(budget: number): Promise<Listing<readonly string[]>> {
    if (!this.mayList) return UNLISTABLE;
    try {
      return await this.read(budget);
    } catch (error) {
      if (!isRefused(error)) throw error;
      this.mayList = false;
      return UNLISTABLE;
    }
  }

  /** Accounts of clients, which may be in groups, too, and which no list of people has. */
  async serviceAccounts(): Promise<Person[]> {
    const { users } = this.client;
    const named = await readAll(users.named(SERVICE_ACCOUNT), () =>
      users.countNamed(SERVICE_ACCOUNT),
    );
    return named.filter(({ username }) => username.startsWith(SERVICE_ACCOUNT));
  }

  /** The groups of each, by a request for each; none of who is gone meanwhile. */
  async placesOf(people: readonly Person[]): Promise<readonly (readonly [string, string[]])[]> {
    return Promise.all(
      people.map(async ({ id, username }) => {
        const groups = await all(this.client.users.groups(id)).catch(unless(isNotFound));
        return [username, (groups ?? []).map((group) => group.id)] as const;
      }),
    );
  }

  private async read(budget: number): Promise<Listing<readonly string[]>> {
    // Whoever asks is one of the service accounts.
    const priceOf = (pages: number, services = 1) => pages + BESIDES + services;
    if (priceOf(1) > budget) return { price: priceOf(1) };
    // A token that names no such audience is no better when it is new.
    const pages = await opened(this.client.scim.users({ retry401: false }));
    const least = priceOf(pages.price);
    if (least > budget) return { price: least };
    const services = await this.serviceAccounts();
    const price = priceOf(pages.price, services.length);
    if (price > budget) return { price };
    const [listed, places] = await Promise.all([pages.all(), this.placesOf(services)]);
    const counted = await this.client.users.count();
    const people = new Map(listed.map((one) => [one.id, one]));
    if (people.size !== counted) {
      throw new UnavailableError(`SCIM lists ${people.size} people, and there are ${counted}`);
    }
    this.people.remember(listed.map(({ id, userName: username }) => ({ id, username })));
    const direct = [...people.values()].map(({ userName, groups = [] }) => {
      const inside = groups.filter(({ type }) => type === "direct").map(({ value }) => value);
      return [userName, inside] as const;
    });
    return byGroup([...direct, ...places]);
  }
}

/** Not a server that is too busy, or out of reach: so would be all else that is asked for. */
const isRefused = (error: unknown): boolean =>
  isUnexpectedResponse(error) || (isApiError(error) && !isRateLimited(error));

/** Usernames by group, in the order in which the server lists them; groups without any have none. */
export function byGroup(
  places: readonly (readonly [username: string, groups: readonly string[]])[],
): Map<string, string[]> {
  const members = new Map<string, Set<string>>();
  for (const [username, groups] of places) {
    for (const id of groups) members.set(id, (members.get(id) ?? new Set()).add(username));
  }
  return new Map([...members].map(([id, usernames]) => [id, [...usernames].sort()]));
}
