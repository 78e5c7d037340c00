import type { RequestOptions } from "../../../sdk";
import { UnansweredError } from "../errors";

/** For changes that say what shall be, not what to do: repeating one does no harm. */
export const REPEATABLE = { idempotent: true } as const;

/**
 * Attempts of a create: other programs' transactions may make this one fail at once, again and again
 * (18 times under eight writers: ARKID.md, «Speed and failure modes»).
 */
const ATTEMPTS = 20;

/**
 * A create is repeated only where a look-up by the natural key proves that it did not happen: after
 * a lost answer, and after a 500, which the server rolls back but for exceptions.
 *
 * @param create sends it with these options
 * @param made looks the object up; may heal what is half made
 * @throws UnansweredError when it is there: whose it is, the rules of adoption decide
 */
export async function createWithLookup<T>(
  create: (options: RequestOptions) => Promise<T>,
  made: () => Promise<boolean>,
): Promise<T> {
  let isMade = false;
  const hasHappened = async () => (isMade = await made());
  try {
    return await create({ hasHappened, retry: { attempts: ATTEMPTS } });
  } catch (error) {
    if (!isMade) throw error;
    throw new UnansweredError("it exists already", undefined, { cause: error });
  }
}
