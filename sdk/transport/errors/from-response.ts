import * as api from "./api-error";
import { parseErrorBody } from "./error-body";
import type { ApiResponse } from "../response";

type Kind = { code: string; says: string; make: typeof api.ApiError };

const BY_STATUS: Record<number, Kind> = {
  400: { code: "invalid", says: "the input was refused", make: api.InvalidError },
  401: { code: "unauthorized", says: "not logged in", make: api.UnauthorizedError },
  403: { code: "forbidden", says: "not permitted", make: api.ForbiddenError },
  404: { code: "not_found", says: "not found", make: api.NotFoundError },
  409: { code: "conflict", says: "conflict", make: api.ConflictError },
  422: { code: "invalid", says: "the input was refused", make: api.InvalidError },
  429: { code: "rate_limited", says: "too many requests", make: api.RateLimitedError },
};

const SERVER: Kind = { code: "server", says: "the server failed", make: api.ServerError };
const OTHER: Kind = { code: "unexpected", says: "unexpected answer", make: api.ApiError };

function kindOf(status: number): Kind {
  return BY_STATUS[status] ?? (status >= 500 ? SERVER : OTHER);
}

/** Seconds of a Retry-After header, which is a number or a date. */
export function retryAfterSeconds(header: string | undefined, now: number): number | undefined {
  if (header === undefined || header.trim() === "") return undefined;
  const seconds = Number(header);
  if (Number.isFinite(seconds)) return Math.max(0, seconds);
  const date = Date.parse(header);
  return Number.isNaN(date) ? undefined : Math.max(0, (date - now) / 1000);
}

/** The origin that a redirect names, which is all of it that can be told without its query. */
function redirectTarget(location: string | undefined): string {
  if (location === undefined || !URL.canParse(location)) return "another address";
  return new URL(location).origin;
}

/** Makes the error of a status, whether HTTP told it or the body. */
export function errorOfStatus(
  facts: Omit<api.ApiErrorFacts, "code" | "detail"> & { detail?: string },
): api.ApiError {
  const { code, says, make } = kindOf(facts.status);
  return new make({ ...facts, code, detail: facts.detail ?? says });
}

/**
 * Makes the error that an answer is.
 * @param about the field at fault, where the answer itself names none
 */
export function errorFromResponse(
  request: { method: string; path: string; service?: string | undefined },
  response: ApiResponse,
  about?: string,
): api.ApiError {
  const { status, headers, body, text } = response;
  const { field = about, message } = parseErrorBody(body, text);
  const detail =
    status >= 300 && status < 400
      ? `redirected to ${redirectTarget(headers["location"])}, which is not followed; correct the url`
      : (message ?? kindOf(status).says);
  return errorOfStatus({
    ...request,
    ...{ status, headers, body, rawText: text, field },
    detail: field === undefined ? detail : `${field}: ${detail}`,
    retryAfter: retryAfterSeconds(headers["retry-after"], Date.now()),
  });
}

/** Makes the error of a redirect that leads back to where it came from, or on and on. */
export function redirectedInCircle(
  request: { method: string; path: string; service?: string | undefined },
  { status, headers, body, text }: ApiResponse,
): api.ApiError {
  const detail = "redirected in a circle; correct the url";
  return errorOfStatus({ ...request, status, headers, body, rawText: text, detail });
}
