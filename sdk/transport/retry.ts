import { IdentityError, NetworkError, RateLimitedError, ServerError } from "./errors";
import type { Method } from "./request";

/** How often and how patiently to repeat. */
export interface RetryPolicy {
  /** Attempts in all, the first included. @default 4 */
  readonly attempts: number;
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
  baseDelay: 250,
  maxDelay: 8_000,
  maxRetryAfter: 60_000,
};

/** An attempt that failed. */
export interface FailedAttempt {
  readonly method: Method;
  /** The caller's word that repeating does no harm. */
  readonly idempotent?: boolean | undefined;
  /** 1 for the first. */
  readonly attempt: number;
  readonly error: unknown;
}

const GATEWAY = new Set([502, 503, 504]);
/** Idempotent by RFC 9110, 9.2.2; a POST or PATCH only by the caller's word. */
const IDEMPOTENT = new Set<Method>(["GET", "PUT", "DELETE"]);

function isWaitTooLong(error: unknown, policy: RetryPolicy): boolean {
  return error instanceof RateLimitedError || error instanceof ServerError
    ? (error.retryAfter ?? 0) * 1000 > policy.maxRetryAfter
    : false;
}

/** Whether to try once more. A write is repeated only where that can do no harm. */
export function isRetryable(failed: FailedAttempt, policy: RetryPolicy): boolean {
  const { error, method, idempotent = false } = failed;
  if (failed.attempt >= policy.attempts || isWaitTooLong(error, policy)) return false;
  if (error instanceof NetworkError && !error.sent) return error.code !== "ENOTFOUND";
  if (!idempotent && !IDEMPOTENT.has(method)) return false;
  if (error instanceof NetworkError || error instanceof RateLimitedError) return true;
  if (!(error instanceof ServerError)) return false;
  return GATEWAY.has(error.status) || (error.status === 500 && (idempotent || method === "GET"));
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
  const asked =
    failed.error instanceof IdentityError && "retryAfter" in failed.error
      ? Number(failed.error.retryAfter ?? 0) * 1000
      : 0;
  return asked + random * ceiling;
}
