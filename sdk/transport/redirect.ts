import type { ApiRequest } from "./api-request";
import type { ApiResponse } from "./response";

/** Redirects followed in one attempt: more lead nowhere. */
export const MOST_REDIRECTS = 5;

const STATUSES = new Set([301, 302, 303, 307, 308]);

/**
 * Where an answer sends a read on to: within the origin, since another one must not get the
 * credentials, be it another port of the same host. A write is never sent on: on its way it would
 * become a read (contract, "Protocol facts").
 *
 * @param at the URL that was asked
 * @returns `undefined` where it is not to be followed
 */
export function redirectTo(
  { method }: ApiRequest,
  at: string,
  { status, headers }: ApiResponse,
): string | undefined {
  const location = headers["location"];
  if (method !== "GET" || !STATUSES.has(status) || location === undefined) return undefined;
  if (!URL.canParse(location, at)) return undefined;
  const target = new URL(location, at);
  return target.origin === new URL(at).origin ? target.href : undefined;
}
