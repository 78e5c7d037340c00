import { UnsupportedError } from "../transport/errors";

/**
 * Stands where older versions of Authing's API had an endpoint.
 * @param reason why none of the current ones does it
 * @param instead what does the same, or the nearest to it
 */
export function unsupported(method: string, reason: string, instead: string): Promise<never> {
  const message = `${method}: Authing's current API has no such endpoint: ${reason}; use ${instead}`;
  return Promise.reject(new UnsupportedError(message, method));
}
