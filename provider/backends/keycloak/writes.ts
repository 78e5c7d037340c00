import { isApiError, isConflict } from "../../../sdk";
import type { RequestOptions } from "../../../sdk/keycloak";
import { ConflictError, UnansweredError } from "../errors";

/** For changes that set a result, so that repeating one does no harm. */
export const REPEATABLE = { idempotent: true } as const;

/**
 * A create is repeated only where a look-up shows that it did not happen. One that is refused, since
 * the key is taken, may be the second try of one that did.
 *
 * @param create sends it with these options
 * @param find looks the object up by the key
 * @throws ConflictError when the object exists, UnansweredError where it may be this create's: the
 * rules of adoption decide
 */
export async function createWithLookup<T>(
  create: (options: RequestOptions) => Promise<T>,
  find: () => Promise<unknown>,
): Promise<T> {
  let isMade = false;
  const hasHappened = async () => (isMade = (await find()) !== undefined);
  try {
    return await create({ hasHappened });
  } catch (error) {
    const isTaken = isConflict(error) && isApiError(error);
    if (!isMade && !(isTaken && (await hasHappened()))) throw error;
    const Taken = isTaken ? ConflictError : UnansweredError;
    throw new Taken("it exists already", undefined, { cause: error });
  }
}
