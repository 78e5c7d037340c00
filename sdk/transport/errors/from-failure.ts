import { AbortedError, IdentityError } from "./identity-error";
import { ConnectionError, ConnectionTimeoutError, TimeoutError } from "./network-error";

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

/** Codes that only arise before anything was sent. */
const NOT_SENT = new Set(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "EHOSTUNREACH", "ENETUNREACH"]);

const SAYS: Record<string, string> = {
  ECONNREFUSED: "connection refused",
  ENOTFOUND: "host name not found",
  EAI_AGAIN: "host name could not be resolved",
  ECONNRESET: "connection reset",
  EHOSTUNREACH: "host unreachable",
  DEPTH_ZERO_SELF_SIGNED_CERT: "self-signed certificate; name its authority as caFile",
  SELF_SIGNED_CERT_IN_CHAIN: "certificate of an unknown authority; name it as caFile",
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: "certificate of an unknown authority; name it as caFile",
};

interface SystemFacts {
  code?: string;
  syscall?: string | undefined;
}

/**
 * The system's own facts, however deep: the platform's fetch hides them behind «fetch failed»,
 * node-fetch renames them.
 */
function systemFacts(error: unknown, depth = 0): SystemFacts {
  if (typeof error !== "object" || error === null || depth > 4) return {};
  const facts = error as SystemFacts & { erroredSysCall?: string; cause?: unknown };
  const { code, syscall = facts.erroredSysCall, cause } = facts;
  return typeof code === "string" ? { code, syscall } : systemFacts(cause, depth + 1);
}

/** Makes an error of what `fetch` threw. */
export function errorFromFailure(cause: unknown, failure: Failure): IdentityError {
  if (cause instanceof IdentityError) return cause;
  const what = `${failure.method} ${failure.path}`;
  if (failure.isOver) {
    return new TimeoutError(`${what} had no answer in ${failure.timeout} s`, { cause, sent: true });
  }
  if (failure.isAborted) return new AbortedError(`${what} was aborted by the caller`, { cause });
  const { code, syscall } = systemFacts(cause);
  const server = `the server at ${failure.origin}`;
  if (code === "UND_ERR_CONNECT_TIMEOUT" || (code === "ETIMEDOUT" && syscall === "connect")) {
    const message = `${server} took too long to connect`;
    return new ConnectionTimeoutError(message, { cause, code, sent: false });
  }
  const reason = code === undefined ? "the connection failed" : (SAYS[code] ?? code);
  const sent = !(code !== undefined && NOT_SENT.has(code));
  return new ConnectionError(`${server} can't be reached: ${reason}`, { cause, code, sent });
}
