import type { IdentityError } from "../transport/errors";
import { errorFromFailure } from "../transport/errors/from-failure";
import { errorFromResponse, errorOfStatus } from "../transport/errors/from-response";
import type { Redaction } from "../transport/redaction";
import { errorIn } from "./envelope";
import type { Asked } from "./options";

/** What is read of the errors of axios, which hold the whole request: keys, signature, passwords. */
interface AxiosFailure {
  readonly code?: unknown;
  readonly message?: unknown;
  readonly cause?: { readonly syscall?: unknown };
  readonly response?: {
    readonly status: number;
    readonly headers: Iterable<[string, unknown]>;
    readonly data: unknown;
  };
}

/** How an attempt ended that brought no success. */
export interface Ended extends Asked {
  /** Where it was going: scheme, host and port only. */
  readonly origin: string;
  /** Milliseconds allowed. */
  readonly timeout: number;
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
  if (failure.response !== undefined) return errorOfAnswer(failure.response, ended);
  return errorFromFailure(bare(failure), { ...ended, timeout: ended.timeout / 1000 });
}

function bare({ code, message, cause }: AxiosFailure): Error {
  const kept = new Error(typeof message === "string" ? message : "no answer");
  return Object.assign(kept, { code, syscall: cause?.syscall });
}

function errorOfAnswer(
  { status, headers, data: quoting }: NonNullable<AxiosFailure["response"]>,
  { method, path, redaction }: Ended,
): IdentityError {
  const data = redaction.value(quoting);
  const request = { method, path };
  const told = typeof data === "object" ? data : undefined;
  if (told !== undefined && told !== null && "statusCode" in told) {
    const error = errorIn(request, told);
    if (error !== undefined) return error;
  }
  const text = typeof data === "string" ? data : JSON.stringify(data);
  const response = { status, headers: lowerCased(headers), body: told, text };
  return errorOfOauth(request, response) ?? errorFromResponse(request, response);
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
