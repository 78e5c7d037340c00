import {
  isRateLimited,
  isServerError,
  ResponseTooLargeError,
  UnexpectedResponseError,
  type IdentityError,
} from "../transport/errors";
import { errorFromFailure } from "../transport/errors/from-failure";
import { errorFromResponse, errorOfStatus } from "../transport/errors/from-response";
import type { Redaction } from "../transport/redaction";
import type { ApiResponse } from "../transport/response";
import { errorIn, hasEnvelope, isOwnFailure } from "./envelope";
import type { Asked } from "./options";

/** What is read of the errors of axios, which hold the whole request: keys, signature, passwords. */
interface AxiosFailure {
  readonly code?: unknown;
  readonly message?: unknown;
  readonly cause?: { readonly syscall?: unknown };
  readonly response?: {
    readonly status: number;
    readonly headers: Iterable<[string, unknown]>;
    /** Undefined where the connection broke in the middle of it. */
    readonly data?: unknown;
  };
}

/** How an attempt ended that brought no success. */
export interface Ended extends Asked {
  /** Where it was going: scheme, host and port only. */
  readonly origin: string;
  /** Milliseconds allowed. */
  readonly timeout: number;
  /** Bytes of an answer, decoded. */
  readonly maxResponseSize: number;
  /** The time limit ended it. */
  readonly isOver: boolean;
  /** The caller ended it. */
  readonly isAborted: boolean;
  /** Of what was sent. */
  readonly redaction: Redaction;
}

/** Makes an error of what axios threw; nothing of the request is kept, not even as a cause. */
export function errorOfFailure(thrown: unknown, ended: Ended): IdentityError {
  const failure = (thrown ?? {}) as AxiosFailure;
  if (failure.response?.data !== undefined) return errorOfAnswer(failure.response, ended);
  if (isTooLarge(failure)) {
    return new ResponseTooLargeError(`${ended.method} ${ended.path}`, ended.maxResponseSize);
  }
  return errorFromFailure(bare(failure), { ...ended, timeout: ended.timeout / 1000 });
}

/** Which code of its own axios gives to it says nothing: it is that of any bad answer. */
const isTooLarge = ({ message }: AxiosFailure): boolean =>
  typeof message === "string" && message.startsWith("maxContentLength ");

function bare({ code, message, cause }: AxiosFailure): Error {
  const kept = new Error(typeof message === "string" ? message : "no answer");
  // A connection that broke in the middle of an answer, which axios calls a bad one.
  const told = code === "ERR_BAD_RESPONSE" ? "ECONNRESET" : code;
  return Object.assign(kept, { code: told, syscall: cause?.syscall });
}

function errorOfAnswer(
  { status, headers, data: quoting }: NonNullable<AxiosFailure["response"]>,
  { method, path, redaction }: Ended,
): IdentityError {
  const data = redaction.value(quoting);
  const request = { method, path };
  const own = isOwnFailure(data) ? errorIn(request, data) : undefined;
  if (own !== undefined) return own;
  const text = typeof data === "string" ? data : JSON.stringify(data);
  const body = typeof data === "object" ? data : undefined;
  const response = { status, headers: lowerCased(headers), body, text };
  if (!hasEnvelope(path)) {
    return errorOfOauth(request, response) ?? errorFromResponse(request, response);
  }
  return errorOfForeign(request, response);
}

/** An answer that Authing has not given: what does not exist, or was refused, it can't tell. */
function errorOfForeign(request: Asked, response: ApiResponse): IdentityError {
  const error = errorFromResponse(request, response);
  if (isRateLimited(error) || isServerError(error)) return error;
  const { status } = response;
  const problem = status >= 300 && status < 400 ? error.detail : "statusCode is missing";
  return new UnexpectedResponseError({ ...request, status, problem });
}

/** RFC 6749, 5.2: a code, and mostly a sentence. */
function errorOfOauth(request: Asked, response: { status: number; body: unknown; text: string }) {
  const { error, error_description: says } = (response.body ?? {}) as Record<string, unknown>;
  if (typeof error !== "string") return undefined;
  const detail = typeof says === "string" ? `${error}: ${says}` : error;
  const { status, body, text: rawText } = response;
  return errorOfStatus({ ...request, status, body, rawText, detail });
}

function lowerCased(headers: Iterable<[string, unknown]>): Record<string, string> {
  return Object.fromEntries(
    [...headers].map(([name, value]) => [name.toLowerCase(), String(value)]),
  );
}
