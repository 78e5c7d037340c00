import type { UserState } from "../backends/domain";
import type { Session } from "../run/session";
import { only } from "./only";

/** By username. */
export interface UserQuery {
  readonly username: string;
}

/** An existing person, without passwords; what is not set is empty. */
export type UserData = UserState;

/**
 * Looks up one that no resource declares.
 * @throws NotFoundError where there is none; MissingRightError for an account that may not see all users
 */
export async function findUser(session: Session, query: UserQuery): Promise<UserData> {
  const { users } = session.backend;
  return only(`user "${query.username}"`, await users.find(query));
}
