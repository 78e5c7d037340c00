import { waitFor } from "./deadline";
import { AbortedError, IdentityError } from "./errors";
import { awaitCallback, CallbackError } from "./errors/callback-error";
import type { Limiter } from "./limits/limiter";
import type { ApiRequest } from "./api-request";
import type { RequestOptions } from "./request";
import { delayBefore, isRetryable, isUndecided, type RetryPolicy } from "./retry";

/** How often, when and after which waits. */
export interface Patience {
  readonly retry: RetryPolicy;
  /** Says when an attempt may leave. */
  readonly gate: Limiter;
  /** Milliseconds. */
  readonly sleep: (milliseconds: number) => Promise<void>;
  /** In [0, 1). */
  readonly random: () => number;
}

/** What is attempted, and who may end it. */
export interface Attempted {
  /** Nothing else can succeed before it did. @default false */
  readonly isUrgent?: boolean;
  /** Its method tells whether it may be repeated. */
  readonly request: ApiRequest;
  /** Names it in errors. */
  readonly label: string;
  readonly options: Pick<RequestOptions, "idempotent" | "hasHappened" | "retry">;
  /** The caller's. */
  readonly signal: AbortSignal;
}

/** One attempt after the other. */
export interface Attempts<T> {
  /** Comes before each, while nothing waits for it; what it raises ends them all. */
  readonly prepare?: () => Promise<void>;
  /** 1 for the first. */
  readonly attemptOnce: (attempt: number) => Promise<T>;
  /** Whether the cause is done away with, so that the next one may leave at once. */
  readonly mends?: (error: unknown) => boolean;
}

/** Attempts in turn until one succeeds, or none more is allowed. */
export async function inAttempts<T>(
  what: Attempted,
  how: Patience,
  { attemptOnce, ...given }: Attempts<T>,
): Promise<T> {
  const { request, options, signal, isUrgent = false } = what;
  const retry = { ...how.retry, ...options.retry };
  for (let attempt = 1; ; attempt++) {
    await given.prepare?.();
    try {
      const leave = () => attemptOnce(attempt);
      return await unlessAborted(
        how.gate.pass(request, { attempt, signal, isUrgent }, leave),
        what,
      );
    } catch (thrown) {
      const error = thrown instanceof IdentityError ? thrown : new CallbackError("gate", thrown);
      if (given.mends?.(error) === true) continue;
      const { idempotent, hasHappened } = options;
      const failed = { attempt, error, method: request.method, idempotent, hasHappened };
      // Looked up also where it is not to be repeated: an answer too large may hold what was made.
      if (isUndecided(failed) && (await looked(hasHappened)) === true) throw error;
      if (!isRetryable(failed, retry)) throw error;
      await unlessAborted(how.sleep(delayBefore(failed, retry, how.random())), what);
    }
  }
}

const looked = (hasHappened: RequestOptions["hasHappened"]) =>
  awaitCallback("hasHappened", () => hasHappened?.());

/** Waits, unless the caller gives up first. */
export async function unlessAborted<T>(
  promise: Promise<T>,
  { label, signal }: Pick<Attempted, "label" | "signal">,
): Promise<T> {
  try {
    return await waitFor(promise, signal);
  } catch (cause) {
    if (!signal.aborted) throw cause;
    throw new AbortedError(`${label} was aborted by the caller`, { cause });
  }
}
