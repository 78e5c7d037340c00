import { setTimeout as sleep } from "node:timers/promises";
import { ConflictError } from "../../errors";
import { isNetworkError, isRateLimited, isServerError } from "../../../sdk";

/** For changes that say what shall be, not what to do: repeating one does no harm. */
export const REPEATABLE = { idempotent: true } as const;

const ATTEMPTS = 6;
/** Milliseconds. */
const FIRST_WAIT = 100;
/** Seconds. */
const LONGEST_WAIT = 60;

/**
 * A create is repeated only where a look-up by the natural key proves that it did not happen: after
 * a lost answer, and after a 500, which the server rolls back but for exceptions. After a 429 it
 * certainly did not.
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
      if (!undecided && !isRateLimited(error)) throw error;
      if (undecided && (await made())) {
        throw new ConflictError("it exists already", undefined, { cause: error });
      }
      if (attempt === ATTEMPTS) throw error;
      await sleep(waitAsked(error) + Math.random() * FIRST_WAIT * 2 ** attempt);
    }
  }
}

/** Milliseconds that the server asked to wait; a minute at most, then the failure says so. */
function waitAsked(error: unknown): number {
  const seconds = isRateLimited(error) ? (error.retryAfter ?? 0) : 0;
  if (seconds > LONGEST_WAIT) throw error;
  return seconds * 1000;
}
