import { ConflictError } from "../../errors";
import {
  isApiError,
  isForbidden,
  isNetworkError,
  isRateLimited,
  isUnauthorized,
} from "../../../sdk";
import type { CallOptions } from "../../../sdk/authing";

/** For changes that say what shall be, not what to do: repeating one does no harm. */
export const REPEATABLE = { idempotent: true } as const;

/**
 * A create that failed may have happened, and of a taken key the server says no more than a sentence
 * in some language (AUTHING.md 4): either way a look-up by the key decides.
 *
 * @param create sends it with these options
 * @param find looks the object up by its key
 * @throws ConflictError when it is there: whose it is, the rules of adoption decide
 */
export async function createByProof<T>(
  create: (options: CallOptions) => Promise<T>,
  find: () => Promise<unknown>,
): Promise<T> {
  const hasHappened = async () => (await find()) !== undefined;
  try {
    return await create({ hasHappened });
  } catch (error) {
    if (!isTelling(error) || !(await hasHappened())) throw error;
    throw new ConflictError("it exists already", undefined, { cause: error });
  }
}

/** Whether the error leaves open if the object is there. */
function isTelling(error: unknown): boolean {
  if (isNetworkError(error)) return error.sent;
  if (isUnauthorized(error) || isForbidden(error) || isRateLimited(error)) return false;
  return isApiError(error);
}
