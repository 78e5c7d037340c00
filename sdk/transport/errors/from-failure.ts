import { failureKind } from "./failure-kind";
import { AbortedError, IdentityError } from "./identity-error";
import { ConnectionError, ConnectionTimeoutError, TimeoutError } from "./network-error";
import { PROXY_FAILED, PROXY_REFUSED, proxyErrorFrom } from "./proxy-error";

/** What is known when no answer came. */
export interface Failure {
  /** Where it was going: scheme, host and port only. */
  origin: string;
  method: string;
  path: string;
  /** Seconds allowed for the attempt. */
  timeout: number;
  /** The time limit ended it. */
  isOver: boolean;
  /** The caller ended it. */
  isAborted: boolean;
}

interface SystemFacts {
  code?: string;
  syscall?: string | undefined;
  message?: string | undefined;
}

/**
 * The system's own facts, however deep: the platform's fetch hides them behind "fetch failed",
 * node-fetch renames them.
 */
function systemFacts(error: unknown, depth = 0): SystemFacts {
  if (typeof error !== "object" || error === null || depth > 4) return {};
  const facts = error as SystemFacts & { erroredSysCall?: string; cause?: unknown };
  const { code, syscall = facts.erroredSysCall, message, cause } = facts;
  return typeof code === "string" ? { code, syscall, message } : systemFacts(cause, depth + 1);
}

/** Makes an error of what `fetch` threw. */
export function errorFromFailure(cause: unknown, failure: Failure): IdentityError {
  if (cause instanceof IdentityError) return cause;
  const what = `${failure.method} ${failure.path}`;
  if (failure.isOver) {
    return new TimeoutError(`${what} had no answer in ${failure.timeout} s`, { cause, sent: true });
  }
  if (failure.isAborted) return new AbortedError(`${what} was aborted by the caller`, { cause });
  const { code, syscall, message: told = "" } = systemFacts(cause);
  if (code === PROXY_FAILED || code === PROXY_REFUSED) return proxyErrorFrom(cause, code, told);
  const server = `the server at ${failure.origin}`;
  if (code === "UND_ERR_CONNECT_TIMEOUT" || (code === "ETIMEDOUT" && syscall === "connect")) {
    const message = `${server} took too long to connect`;
    return new ConnectionTimeoutError(message, { cause, code, sent: false });
  }
  const { says, sent = true, permanent } = failureKind(code, told);
  return new ConnectionError(`${server} can't be reached: ${says}`, {
    ...{ cause, code, sent, permanent },
  });
}
