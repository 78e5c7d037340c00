import { UsageError } from "./errors";

/**
 * One signal that ends where any of these does.
 * @throws UsageError for what is none
 */
export function anySignal(...given: readonly (AbortSignal | undefined)[]): AbortSignal {
  try {
    return AbortSignal.any(given.filter((signal) => signal !== undefined));
  } catch {
    throw new UsageError("signal must be an AbortSignal", "signal");
  }
}

/** A signal for one attempt: the caller's signal and a time limit, told apart afterwards. */
export interface Deadline {
  readonly signal: AbortSignal;
  /** True where the time limit, and not the caller, ended the attempt. */
  isOver(): boolean;
  /** Ends the timer. */
  clear(): void;
}

/**
 * Starts a time limit. The timer never keeps the process alive.
 *
 * @param seconds -1 for none
 */
export function startDeadline(seconds: number, signal: AbortSignal): Deadline {
  const timeout = new AbortController();
  const timer = seconds < 0 ? undefined : setTimeout(() => timeout.abort(), seconds * 1000).unref();
  return {
    signal: AbortSignal.any([timeout.signal, signal]),
    isOver: () => timeout.signal.aborted,
    clear: () => clearTimeout(timer),
  };
}

/** Waits for a promise that others share; an aborted caller stops waiting, the others do not. */
export async function waitFor<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  signal.throwIfAborted();
  return await new Promise<T>((resolve, reject) => {
    const abort = () => reject(signal.reason as Error);
    signal.addEventListener("abort", abort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener("abort", abort));
  });
}

/** Waits before a retry; this one keeps the process alive, since work is pending. */
export function sleep(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
