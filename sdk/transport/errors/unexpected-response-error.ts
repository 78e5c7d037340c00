import { IdentityError } from "./identity-error";

/** What is known about an answer that this API can't have given. */
export interface UnexpectedResponseFacts {
  /** The method of the request. */
  method: string;
  /** The path below the API's root, secrets in it replaced by their name. */
  path: string;
  /** The HTTP status. */
  status: number;
  /** What is wrong with it: the field and what was expected there, never the body. */
  problem: string;
}

/**
 * An answer came, but not in the form of this API: a gateway's page, another server, a body that
 * was cut off. It says nothing about what was asked for: neither that it exists, nor that it does
 * not, nor, of a write, whether it was done.
 */
export class UnexpectedResponseError extends IdentityError {
  /** The method of the request. */
  readonly method: string;
  /** The path below the API's root, secrets in it replaced by their name. */
  readonly path: string;
  /** The HTTP status. */
  readonly status: number;
  /** What is wrong with the answer: the field and what was expected there, never the body. */
  readonly problem: string;

  constructor({ method, path, status, problem }: UnexpectedResponseFacts) {
    super(
      `${method} ${path} answered ${status}, but not as this API does: ${problem}; ` +
        "a gateway may stand in between, or the url may name another server",
      { cause: { status, problem } },
    );
    this.method = method;
    this.path = path;
    this.status = status;
    this.problem = problem;
  }
}
