import { IdentityError } from "./identity-error";
import { requestIdIn } from "./request-id";

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
  /** The answer's headers, names in lower case; credentials read `[secret]`. */
  headers?: Readonly<Record<string, string>> | undefined;
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
  /** The answer's headers, names in lower case; credentials read `[secret]`. */
  readonly headers: Readonly<Record<string, string>>;
  /** What the server, or what stands before it, calls the request: what its support asks for. */
  readonly requestId: string | undefined;

  constructor({ method, path, status, problem, headers = {} }: UnexpectedResponseFacts) {
    super(
      `${method} ${path} answered ${status}, but not as this API does: ${problem}; ` +
        "a gateway may stand in between, or the url may name another server",
      { cause: { status, problem } },
    );
    this.method = method;
    this.path = path;
    this.status = status;
    this.problem = problem;
    this.headers = headers;
    this.requestId = requestIdIn(headers);
  }
}
