import { setTimeout as sleep } from "node:timers/promises";
import { ConflictError } from "../../errors";
import { isNetworkError, isServerError } from "../../../sdk";

/** For changes that say what shall be, not what to do: repeating one does no harm. */
export const REPEATABLE = { idempotent: true } as const;

const ATTEMPTS = 6;
/** Milliseconds. */
const FIRST_WAIT = 100;

/**
 * A create is repeated only where a look-up by the natural key proves that it did not happen: after
 * a lost answer, and after a 500, which the server rolls back but for exceptions.
 *
 * @param made looks the object up; may heal what is half made
 * @throws ConflictError when it did happen: whose it is, the rules of adoption decide
 */
export async function createByProof<T>(
  create: () => Promise<T>,
  made: () => Promise<boolean>,
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await create();
    } catch (error) {
      const undecided = isServerError(error) || (isNetworkError(error) && error.sent);
      if (!undecided) throw error;
      if (await made()) throw new ConflictError("it exists already", undefined, { cause: error });
      if (attempt === ATTEMPTS) throw error;
      await sleep(Math.random() * FIRST_WAIT * 2 ** attempt);
    }
  }
}
