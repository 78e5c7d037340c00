import { ConnectionError } from "./network-error";

/** Codes of what proxy.ts throws: what may pass, and what can't get better. */
export const PROXY_FAILED = "EPROXY";
export const PROXY_REFUSED = "EPROXYREFUSED";

/** The proxy could not be reached, or let nothing through: the server never heard of it. */
export class ProxyError extends ConnectionError {}

/** Makes the error of what was thrown with such a code, under the words that node-fetch adds. */
export function proxyErrorFrom(cause: unknown, code: string, told: string): ProxyError {
  const message = told.replace(/^request to .* failed, reason: /s, "");
  return new ProxyError(message, { cause, code, sent: false, permanent: code === PROXY_REFUSED });
}
