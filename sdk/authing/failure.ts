import { isRateLimited, isServerError, UnexpectedResponseError } from "../transport/errors";
import type { IdentityError } from "../transport/errors";
import { errorFromResponse, errorOfStatus } from "../transport/errors/from-response";
import type { ToError } from "../transport/exchange";
import type { ApiResponse } from "../transport/response";
import { errorIn, hasEnvelope, isOwnFailure } from "./envelope";
import type { Asked } from "./options";

/** Makes the error of an answer that HTTP itself calls none. */
export const toError: ToError = ({ method, path }, response) => {
  const request = { method, path };
  const data = response.body ?? parsed(response.text);
  const own = isOwnFailure(data) ? errorIn(request, data, response.headers) : undefined;
  if (own !== undefined) return own;
  if (hasEnvelope(path)) return errorOfForeign(request, response);
  return errorOfOauth(request, response, data) ?? errorFromResponse(request, response);
};

/** Authing's JSON may come without its type. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

/** An answer that Authing has not given: what does not exist, or was refused, it can't tell. */
function errorOfForeign(request: Asked, response: ApiResponse): IdentityError {
  const error = errorFromResponse(request, response);
  if (isRateLimited(error) || isServerError(error)) return error;
  const { status, headers } = response;
  const problem = status >= 300 && status < 400 ? error.detail : "statusCode is missing";
  return new UnexpectedResponseError({ ...request, status, problem, headers });
}

/** RFC 6749, 5.2: a code, and mostly a sentence. */
function errorOfOauth(request: Asked, response: ApiResponse, body: unknown) {
  const { error, error_description: says } = (body ?? {}) as Record<string, unknown>;
  if (typeof error !== "string") return undefined;
  const detail = typeof says === "string" ? `${error}: ${says}` : error;
  const { status, headers, text: rawText } = response;
  return errorOfStatus({ ...request, status, headers, body, rawText, detail });
}
