import { NetworkError, RateLimitedError, ServerError, UnexpectedResponseError } from "./errors";
import { waitAsked } from "./limits/overload";
import type { Method } from "./api-request";

/** How often and how patiently to repeat. */
export interface RetryPolicy {
  /** Attempts in all, the first included. @default 4 */
  readonly attempts: number;
  /** Attempts in all, answered with 429. @default 4 */
  readonly throttles: number;
  /** Milliseconds that the first wait is drawn from. @default 250 */
  readonly baseDelay: number;
  /** No wait drawn is longer, in milliseconds. @default 8000 */
  readonly maxDelay: number;
  /** A server that asks to wait longer, in milliseconds, is not waited for. @default 60000 */
  readonly maxRetryAfter: number;
}

/** What a client does unless told otherwise. */
export const defaultRetryPolicy: RetryPolicy = {
  attempts: 4,
  throttles: 4,
  baseDelay: 250,
  maxDelay: 8_000,
  maxRetryAfter: 60_000,
};

/** An attempt that failed. */
export interface FailedAttempt {
  readonly method: Method;
  /** The caller's word that repeating does no harm. */
  readonly idempotent?: boolean | undefined;
  /** The caller can tell afterwards whether it happened. */
  readonly hasHappened?: unknown;
  /** 1 for the first. */
  readonly attempt: number;
  readonly error: unknown;
}

const GATEWAY = new Set([502, 503, 504]);
/** Idempotent by RFC 9110, 9.2.2; a POST or PATCH only by the caller's word. */
const IDEMPOTENT = new Set<Method>(["GET", "PUT", "DELETE"]);
/** Where nobody listens, more patience only delays the sentence that says so. */
const MOST_UNSENT = 6;
/** A gateway may find its server again; a wrong url stays wrong. */
const MOST_UNEXPECTED = 4;

/** Attempts in all that a policy allows after such an error. */
function mostAfter(error: unknown, { attempts, throttles }: RetryPolicy): number {
  if (error instanceof RateLimitedError) return attempts === 1 ? 1 : throttles;
  if (error instanceof UnexpectedResponseError) return Math.min(attempts, MOST_UNEXPECTED);
  const isUnsent = error instanceof NetworkError && !error.sent;
  return isUnsent ? Math.min(attempts, MOST_UNSENT) : attempts;
}

/**
 * Whether to try once more: never what can't get better. A write is repeated only where that can do
 * no harm: what was answered with 429 or never left certainly did not happen.
 */
export function isRetryable(failed: FailedAttempt, policy: RetryPolicy): boolean {
  const { error, method, attempt } = failed;
  if (attempt >= mostAfter(error, policy) || waitAsked(error) > policy.maxRetryAfter) return false;
  if (error instanceof RateLimitedError) return true;
  if (isPermanent(error)) return false;
  if (error instanceof NetworkError && !error.sent) return true;
  const isVouchedFor = failed.idempotent === true || failed.hasHappened !== undefined;
  if (!isVouchedFor && !IDEMPOTENT.has(method)) return false;
  if (error instanceof NetworkError || error instanceof UnexpectedResponseError) return true;
  if (!(error instanceof ServerError)) return false;
  return GATEWAY.has(error.status) || (error.status === 500 && (isVouchedFor || method === "GET"));
}

/** Whether it would be the same again, such as a certificate, or an address that leads elsewhere. */
function isPermanent(error: unknown): boolean {
  if (error instanceof NetworkError) return error.permanent;
  return error instanceof UnexpectedResponseError && error.status >= 300 && error.status < 400;
}

/** Whether the error leaves open if the request happened. */
export function isUndecided({ error }: Pick<FailedAttempt, "error">): boolean {
  if (error instanceof ServerError || error instanceof UnexpectedResponseError) return true;
  return error instanceof NetworkError && error.sent;
}

/**
 * Milliseconds to wait after a failed attempt: full jitter under a doubling ceiling, and at least
 * what the server asked for.
 *
 * @param random a number in [0, 1)
 */
export function delayBefore(
  failed: Pick<FailedAttempt, "attempt" | "error">,
  policy: RetryPolicy,
  random: number,
): number {
  const ceiling = Math.min(policy.maxDelay, policy.baseDelay * 2 ** (failed.attempt - 1));
  return waitAsked(failed.error) + random * ceiling;
}
