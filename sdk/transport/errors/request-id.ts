/** `X-Request-Id` and its siblings, such as `X-Amzn-RequestId` and `X-Correlation-Id`. */
const NAME = /(^|-)(request|correlation)-?id$/;

/**
 * What a server, or what stands before it, calls the request.
 * @param headers names in lower case
 */
export function requestIdIn(headers: Readonly<Record<string, string>>): string | undefined {
  const [, id] = Object.entries(headers).find(([name]) => NAME.test(name)) ?? [];
  return id;
}
