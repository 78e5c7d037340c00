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

/** For changes that set a result, so that repeating one does no harm. */
export const REPEATABLE = { idempotent: true } as const;

/** How often to repeat a write that was refused without a reason. */
const TRIES = 5;

/**
 * Writes until it is done. The response may be `success: false` though the write is done
 * (AUTHING.md 4), or come from a gateway: so the result is read, and written again if needed. The
 * client has repeated server errors already.
 *
 * @param isWritten reads whether it is done
 * @throws IdentityError where it still is not
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
 * The same, and reads the result even after a success: for access, and for what the server is known
 * to skip silently.
 *
 * @param what is to be done, for the message
 * @throws UnavailableError where the server reported success, but it is not done
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
 * A create that failed may have happened, and a taken key has no error code (AUTHING.md 4): in both
 * cases a lookup by the key decides.
 *
 * @param create sends it with these options
 * @param find looks the object up by its key
 * @throws ConflictError when the object exists, UnansweredError where it may be this create's: the
 * rules of adoption decide
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

/** Whether the server refused, so that an existing object is not of this create. */
const isTaken = (error: unknown) => isApiError(error) && error.status >= 400 && error.status < 500;

/** Whether the object may exist in spite of the error. */
function isAmbiguous(error: unknown): boolean {
  if (isNetworkError(error)) return error.sent;
  if (isUnauthorized(error) || isForbidden(error) || isRateLimited(error)) return false;
  return isApiError(error) || isUnexpectedResponse(error);
}
