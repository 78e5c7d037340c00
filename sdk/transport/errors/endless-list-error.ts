import { IdentityError } from "./identity-error";

/**
 * A list that comes to no end: a page holds what an earlier one held, or there is far more than the
 * server counts. What it lacks may well be there.
 */
export class EndlessListError extends IdentityError {
  override readonly name = "EndlessListError";

  /** @param page the page at which it was given up, from 1 */
  constructor(
    message: string,
    readonly page: number,
  ) {
    super(message, { cause: { page } });
  }
}
