import { ApiError } from "./api-error";

const of = (error: unknown, service: string): boolean =>
  error instanceof ApiError && error.service === service;

// The document's tree is by service, ours by status. An error is both: `instanceof` looks at
// the `service` field here, so a missing user is a NotFoundError and a UserApiError.

/** An error that the auth client met: login, token, revocation. */
export class AuthApiError extends ApiError {
  declare readonly service: "auth";

  /** Whether this service asked, whatever the class by status. */
  static override [Symbol.hasInstance](error: unknown): boolean {
    return of(error, "auth");
  }
}

/** An error that the user client met. */
export class UserApiError extends ApiError {
  declare readonly service: "user";

  /** Whether this service asked, whatever the class by status. */
  static override [Symbol.hasInstance](error: unknown): boolean {
    return of(error, "user");
  }
}

/** An error that the org client met. */
export class OrgApiError extends ApiError {
  declare readonly service: "org";

  /** Whether this service asked, whatever the class by status. */
  static override [Symbol.hasInstance](error: unknown): boolean {
    return of(error, "org");
  }
}

/** An error that the node client met. */
export class NodeApiError extends ApiError {
  declare readonly service: "node";

  /** Whether this service asked, whatever the class by status. */
  static override [Symbol.hasInstance](error: unknown): boolean {
    return of(error, "node");
  }
}
