import { IdentityError } from "./identity-error";
import { requestIdIn } from "./request-id";

/** What is known about an answer that is an error. */
export interface ApiErrorFacts {
  status: number;
  /** A word for the kind, such as `not_found`, made from the status. */
  code: string;
  /** The body, where it was JSON. */
  body: unknown;
  rawText: string;
  /** The answer's headers, names in lower case; credentials read `[secret]`. */
  headers?: Readonly<Record<string, string>> | undefined;
  method: string;
  /** The path below the API's root, secrets in it replaced by their name. */
  path: string;
  /** The service client that asked: `auth`, `user`, `org`, `node`, … */
  service?: string | undefined;
  /** The field at fault, dotted when nested (`oauth_app.client_type`). */
  field?: string | undefined;
  /** What the server said, without the request. */
  detail: string;
  /** Seconds, from the Retry-After header. */
  retryAfter?: number | undefined;
  /** The server's own code of the business error, where it has such (Authing). */
  apiCode?: number | undefined;
  /** What the server calls the request, where its body says it (Authing). */
  requestId?: string | undefined;
}

/**
 * The server answered with an error. The fields hold the facts; decide on `status` or the class,
 * never on the message, which is Chinese or English as the server pleases.
 */
export class ApiError extends IdentityError {
  /** The HTTP status. */
  readonly status: number;
  /** A word for the kind, such as `not_found`, made from the status. */
  readonly code: string;
  /** The parsed body; undefined where it was not JSON. */
  readonly body: unknown;
  /** The body as it came. */
  readonly rawText: string;
  /** The answer's headers, names in lower case; credentials read `[secret]`. */
  readonly headers: Readonly<Record<string, string>>;
  /** The method of the request. */
  readonly method: string;
  /** The path below the API's root, secrets in it replaced by their name. */
  readonly path: string;
  /** The service client that asked: `auth`, `user`, `org`, `node`, … */
  readonly service: string | undefined;
  /** The field at fault, where the server named one. */
  readonly field: string | undefined;
  /** What the server said, without the request. */
  readonly detail: string;
  /** Seconds to wait, where the server said so. */
  readonly retryAfter: number | undefined;
  /** The server's own code of the business error, where it has such (Authing). */
  readonly apiCode: number | undefined;
  /** What the server, or what stands before it, calls the request: what its support asks for. */
  readonly requestId: string | undefined;

  constructor(facts: ApiErrorFacts) {
    const { status, body, detail, method, path } = facts;
    super(`${method} ${path} answered ${status}: ${detail}`, { cause: { status, body } });
    this.status = status;
    this.code = facts.code;
    this.body = body;
    this.rawText = facts.rawText;
    this.headers = facts.headers ?? {};
    this.method = method;
    this.path = path;
    this.service = facts.service;
    this.field = facts.field;
    this.detail = detail;
    this.retryAfter = facts.retryAfter;
    this.apiCode = facts.apiCode;
    this.requestId = facts.requestId ?? requestIdIn(this.headers);
  }
}

/** 401: no token, or one that is invalid or expired, also after one renewal. */
export class UnauthorizedError extends ApiError {
  override readonly code = "unauthorized";
}

/** 403: the caller may not do this. */
export class ForbiddenError extends ApiError {
  override readonly code = "forbidden";
}

/** 404: it does not exist, or the caller may not see it (the API does not tell which). */
export class NotFoundError extends ApiError {
  override readonly code = "not_found";
}

/** 409: it contradicts what is there. ArkID itself says 400 instead (see {@link InvalidError}). */
export class ConflictError extends ApiError {
  override readonly code = "conflict";
}

/** 400 or 422: the server refused the input; `field` names the culprit where it could. */
export class InvalidError extends ApiError {
  override readonly code = "invalid";
}

/** 429: too many requests; `retryAfter` holds the seconds where the server said so. */
export class RateLimitedError extends ApiError {
  override readonly code = "rate_limited";
}

/** 5xx: the server failed. On ArkID a 500 comes at once under concurrent transactions. */
export class ServerError extends ApiError {
  override readonly code = "server";
}

/**
 * Answered 200 with `success: false` (Authing): whatever the call did, it did not say so. Read back
 * what was to change.
 */
export class RefusedError extends ApiError {
  override readonly code = "refused";
}
