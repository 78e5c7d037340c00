import { IdentityError } from "./errors";

/** Frames of the SDK that may be between its user's and a call, which V8's limit would count. */
const OWN_FRAMES = 12;

/** Errors that lead to a caller already: many calls may share one login, and its failure. */
const led = new WeakSet<IdentityError>();

/**
 * Runs a call of the SDK's so that its error leads to the line that made it: what is thrown after a
 * request has a stack of timers and sockets, and no caller in it. Frames are taken down at each call,
 * which takes some 7 µs where a request takes hundreds, and written out only for an error.
 *
 * @throws IdentityError of every kind
 */
export async function fromCaller<T>(run: () => Promise<T>): Promise<T> {
  const caller: { readonly stack?: unknown } = {};
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = limit + OWN_FRAMES;
  Error.captureStackTrace(caller, fromCaller);
  Error.stackTraceLimit = limit;
  try {
    return await run();
  } catch (thrown) {
    const error = asIdentityError(thrown);
    if (!led.has(error)) leadTo(error, caller.stack);
    throw error;
  }
}

function leadTo(error: IdentityError, stack: unknown): void {
  led.add(error);
  // A process may have frames in a form of its own, or none.
  const frames = typeof stack === "string" ? stack.indexOf("\n    at ") : -1;
  if (frames >= 0) error.stack = `${error.name}: ${error.message}${String(stack).slice(frames)}`;
}

function asIdentityError(thrown: unknown): IdentityError {
  if (thrown instanceof IdentityError) return thrown;
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return new IdentityError(`failed in a way that nobody expected: ${message}`, { cause: thrown });
}
