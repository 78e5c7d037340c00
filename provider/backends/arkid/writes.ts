import type { RequestOptions } from "../../../sdk";
import { UnansweredError } from "../errors";

/** For changes that set a result, so that repeating one does no harm. */
export const REPEATABLE = { idempotent: true } as const;

/**
 * Attempts of a create: other programs' transactions may make this one fail at once, again and
 * again (18 times under eight writers of one program: ARKID.md, "Speed and failure modes"; two programs can't
 * slow each other down, and meet more).
 */
const ATTEMPTS = 30;

/**
 * A create is repeated only where a lookup by the natural key proves that it did not happen: after
 * a lost response, and after a 500, which the server mostly rolls back.
 *
 * @param create sends it with these options
 * @param made looks up whether the object exists; may repair a partial one
 * @throws UnansweredError when it exists: the rules of adoption decide whether it is this create's
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
