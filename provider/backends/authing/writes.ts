import { ConflictError, UnansweredError, UnavailableError } from "../errors";
import {
  isApiError,
  isForbidden,
  isNetworkError,
  isNotFound,
  isRateLimited,
  isRefused,
  isServerError,
  isUnauthorized,
  isUnexpectedResponse,
} from "../../../sdk";
import type { CallOptions } from "../../../sdk/authing";
import { unless } from "../kit/unless";

/** For changes that say what shall be, not what to do: repeating one does no harm. */
export const REPEATABLE = { idempotent: true } as const;

/** How often to write what does not hold, where the answer does not say why. */
const TRIES = 5;

/**
 * A change that says what shall be. It may be answered with `success: false` whether it holds or not
 * (AUTHING.md 4), or by a gateway, which knows nothing of it: only a look tells, and what does not
 * hold is written again. A failure of the server's has been repeated before it comes here.
 *
 * @param holds looks whether it does
 * @throws IdentityError where it still does not
 */
export async function writeAndVerify(
  write: () => Promise<unknown>,
  isWritten: () => Promise<boolean>,
): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      await write();
      return;
    } catch (error) {
      if (!isRefused(error) && !isUnexpectedResponse(error) && !isServerError(error)) throw error;
      if (await isWritten()) return;
      if (tries === TRIES || isServerError(error)) throw error;
    }
  }
}

/**
 * The same for what nobody believes unread: access, and what the server is known to pass over.
 *
 * @param what is to be done, for the message
 * @throws UnavailableError where it was answered, but does not hold
 */
export async function writeAndReadBack(
  write: () => Promise<unknown>,
  isWritten: () => Promise<boolean>,
  what: string,
): Promise<void> {
  await writeAndVerify(write, isWritten);
  if (await isWritten()) return;
  throw new UnavailableError(`the server answered, but did not ${what}: try again`);
}

/** Deletes what may be gone already. */
export function deleteUntilGone(
  remove: () => Promise<unknown>,
  find: () => Promise<unknown>,
): Promise<void> {
  const removeUnlessGone = () => remove().catch(unless(isNotFound));
  return writeAndVerify(removeUnlessGone, async () => (await find()) === undefined);
}

/**
 * A create that failed may have happened, and of a taken key the server says no more than a sentence
 * in some language (AUTHING.md 4): either way a look-up by the key decides.
 *
 * @param create sends it with these options
 * @param find looks the object up by its key
 * @throws ConflictError when it is there: whose it is, the rules of adoption decide; UnansweredError
 * where it may be this one's
 */
export async function createWithLookup<T>(
  create: (options: CallOptions) => Promise<T>,
  find: () => Promise<unknown>,
): Promise<T> {
  const hasHappened = async () => (await find()) !== undefined;
  try {
    return await create({ hasHappened });
  } catch (error) {
    if (!isAmbiguous(error) || !(await hasHappened())) throw error;
    const Taken = isTaken(error) ? ConflictError : UnansweredError;
    throw new Taken("it exists already", undefined, { cause: error });
  }
}

/** Whether the server refused, so that what is there is not of this create. */
const isTaken = (error: unknown) => isApiError(error) && error.status >= 400 && error.status < 500;

/** Whether the error leaves open if the object is there. */
function isAmbiguous(error: unknown): boolean {
  if (isNetworkError(error)) return error.sent;
  if (isUnauthorized(error) || isForbidden(error) || isRateLimited(error)) return false;
  return isApiError(error) || isUnexpectedResponse(error);
}
