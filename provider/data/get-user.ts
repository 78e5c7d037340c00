import type { UserState } from "../backends/domain";
import { only } from "./only";
import { dataSession, type DataSettings } from "./session";

/** By username. */
export interface UserQuery {
  readonly username: string;
}

/** An existing person, without passwords; what is not set is empty. */
export type UserData = UserState;

/**
 * Looks up a person whom this program does not declare, in previews too.
 *
 * @param settings another connection than the stack's
 * @throws NotFoundError where there is none; MissingRightError for an account that may not see all users
 *
 * @example
 * ```ts
 * const ada = await getUser({ username: "adalovelace" });
 * new NodeMembers("platform-people", { node: platform, users: [ada.id] });
 * ```
 */
export async function getUser(query: UserQuery, settings?: DataSettings): Promise<UserData> {
  const { users } = (await dataSession(settings)).backend;
  return only(`user "${query.username}"`, await users.find(query));
}
