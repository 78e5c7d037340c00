import { NotFoundError } from "./errors";

/** Awaits a `get`: undefined instead of a {@link NotFoundError}; every other error stays one. */
export async function orUndefined<T>(got: Promise<T>): Promise<T | undefined> {
  try {
    return await got;
  } catch (error) {
    if (error instanceof NotFoundError) return undefined;
    throw error;
  }
}
