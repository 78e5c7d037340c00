import * as api from "./api-error";
import { CallbackError } from "./callback-error";
import { EndlessListError } from "./endless-list-error";
import { AbortedError, IdentityError, UnsupportedError, UsageError } from "./identity-error";
import { ConnectionError, NetworkError, TimeoutError } from "./network-error";
import { ProxyError } from "./proxy-error";
import { ResponseTooLargeError } from "./response-too-large-error";
import { UnexpectedResponseError } from "./unexpected-response-error";

/** Whether this SDK threw it. */
export const isIdentityError = (error: unknown): error is IdentityError =>
  error instanceof IdentityError;

/** Whether the server answered with an error. */
export const isApiError = (error: unknown): error is api.ApiError => error instanceof api.ApiError;

/** Whether it is a 401. */
export const isUnauthorized = (error: unknown): error is api.UnauthorizedError =>
  error instanceof api.UnauthorizedError;

/** Whether it is a 403. */
export const isForbidden = (error: unknown): error is api.ForbiddenError =>
  error instanceof api.ForbiddenError;

/** Whether it is a 404. */
export const isNotFound = (error: unknown): error is api.NotFoundError =>
  error instanceof api.NotFoundError;

/** Whether it is a 409. */
export const isConflict = (error: unknown): error is api.ConflictError =>
  error instanceof api.ConflictError;

/** Whether the server refused the input: 400 or 422. */
export const isInvalid = (error: unknown): error is api.InvalidError =>
  error instanceof api.InvalidError;

/** Whether it is a 429. */
export const isRateLimited = (error: unknown): error is api.RateLimitedError =>
  error instanceof api.RateLimitedError;

/** Whether the server failed: 5xx. */
export const isServerError = (error: unknown): error is api.ServerError =>
  error instanceof api.ServerError;

/** Whether the server answered 200 with `success: false`. */
export const isRefused = (error: unknown): error is api.RefusedError =>
  error instanceof api.RefusedError;

/** Whether an answer came that this API can't have given. */
export const isUnexpectedResponse = (error: unknown): error is UnexpectedResponseError =>
  error instanceof UnexpectedResponseError;

/** Whether no answer came. */
export const isNetworkError = (error: unknown): error is NetworkError =>
  error instanceof NetworkError;

/** Whether it is the proxy that could not be reached, or let nothing through. */
export const isProxyError = (error: unknown): error is ProxyError => error instanceof ProxyError;

/** Whether the server could not be reached. */
export const isConnectionError = (error: unknown): error is ConnectionError =>
  error instanceof ConnectionError;

/** Whether time ran out. */
export const isTimeout = (error: unknown): error is TimeoutError => error instanceof TimeoutError;

/** Whether the answer was longer than `maxResponseSize`. */
export const isResponseTooLarge = (error: unknown): error is ResponseTooLargeError =>
  error instanceof ResponseTooLargeError;

/** Whether a list came to no end. */
export const isEndlessList = (error: unknown): error is EndlessListError =>
  error instanceof EndlessListError;

/** Whether the SDK was called wrongly. */
export const isUsageError = (error: unknown): error is UsageError => error instanceof UsageError;

/** Whether the caller's own `signal` ended it: no failure, and nothing to tell anybody of. */
export const isAborted = (error: unknown): error is AbortedError => error instanceof AbortedError;

/** Whether a function that the caller gave threw: `cause` is what. */
export const isCallbackError = (error: unknown): error is CallbackError =>
  error instanceof CallbackError;

/** Whether the server lacks it. */
export const isUnsupported = (error: unknown): error is UnsupportedError =>
  error instanceof UnsupportedError;
