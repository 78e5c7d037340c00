import { Failure } from "../wire/failure";

/** The body of an answer. */
export type Answer = object;

/** An error in the words of RFC 6749, 5.2. */
export class OidcError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
  ) {
    super(message);
  }

  /** Whatever went wrong; a crash tells nothing of itself. */
  static from(error: unknown): OidcError {
    if (error instanceof OidcError) return error;
    if (!(error instanceof Failure)) return new OidcError(500, "server_error", "Internal error");
    const status = error.statusCode;
    if (status === 401) return new OidcError(401, "invalid_token", error.message);
    return new OidcError(status < 500 ? 400 : status, "invalid_request", error.message);
  }
}
