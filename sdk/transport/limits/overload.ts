import { RateLimitedError, ServerError, TimeoutError } from "../errors";

/** Says whether an attempt that failed (1 for the first) tells of an overloaded server. */
export type IsOverload = (error: unknown, attempt: number) => boolean;

/** The server, or what stands before it, says itself that it is too much; or says nothing in time. */
export const isOverload: IsOverload = (error) =>
  error instanceof RateLimitedError ||
  error instanceof TimeoutError ||
  (error instanceof ServerError && error.status > 500);

/**
 * An overload or a 500, which is how the reference server answers while it is locked: congestion. A request that
 * fails so again and again says more of itself than of the server.
 */
export const isCongestion: IsOverload = (error, attempt) =>
  isOverload(error, attempt) || (error instanceof ServerError && attempt === 1);

/** Milliseconds that the server asks to wait; 0 where it does not. */
export function waitAsked(error: unknown): number {
  const mayAsk = error instanceof RateLimitedError || error instanceof ServerError;
  return mayAsk ? (error.retryAfter ?? 0) * 1000 : 0;
}
