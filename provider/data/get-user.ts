import { findUser, type UserData, type UserQuery } from "../queries/user";
import { dataSession, type DataSettings } from "./session";

export type { UserData, UserQuery };

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
  return findUser(await dataSession(settings), query);
}
