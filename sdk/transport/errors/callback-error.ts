import { IdentityError } from "./identity-error";

/**
 * A function that the caller gave threw: one of the options (`onRequest`, `logger`, `gate`, an
 * authorizer) or of a call (`onResponse`, `hasHappened`). `cause` is what it threw. Of a write it says
 * nothing: what it did is to be read back.
 */
export class CallbackError extends IdentityError {
  override readonly name = "CallbackError";

  /** @param callback the option's name */
  constructor(
    readonly callback: string,
    cause: unknown,
  ) {
    super(`${callback}, which the caller gave, threw: ${toldBy(cause)}`, { cause });
  }
}

const toldBy = (thrown: unknown): string =>
  thrown instanceof Error ? thrown.message : String(thrown);

/**
 * Runs a function that the caller gave.
 * @throws IdentityError as it came, and a CallbackError for anything else
 */
export function inCallback<T>(callback: string, run: () => T): T {
  try {
    return run();
  } catch (cause) {
    throw asOwn(callback, cause);
  }
}

/** Like {@link inCallback}, for one that answers with a promise. */
export async function awaitCallback<T>(callback: string, run: () => T | Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (cause) {
    throw asOwn(callback, cause);
  }
}

const asOwn = (callback: string, cause: unknown): IdentityError =>
  cause instanceof IdentityError ? cause : new CallbackError(callback, cause);
