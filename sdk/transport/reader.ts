import { UnexpectedResponseError } from "./errors/unexpected-response-error";
import { Redaction } from "./redaction";
import type { ApiRequest } from "./api-request";
import type { ApiResponse } from "./response";

/** What an answer says, or what is wrong with it: the field and what is expected, never a value. */
export type Read<T> = { readonly value: T } | { readonly problem: string };

/** Reads the answer of a success. */
export type Reader<T> = (response: ApiResponse) => Read<T>;

/** Takes an answer as it came. */
export const asItCame: Reader<ApiResponse> = (response) => ({ value: response });

/**
 * What the answer to a request says.
 * @param sent the headers that it went with, for what may be quoted of them
 * @throws UnexpectedResponseError for an answer that this API can't have given
 */
export function readAnswer<T>(
  { method, path, query, body, text }: ApiRequest,
  sent: Readonly<Record<string, string>>,
  response: ApiResponse,
  reader: Reader<T>,
): T {
  const read = reader(response);
  if ("value" in read) return read.value;
  const { status } = response;
  const { problem } = read;
  const redaction = new Redaction({ headers: sent, path, query, body: text ?? body });
  const headers = redaction.headers(response.headers);
  throw new UnexpectedResponseError({ method, path: path.label, status, problem, headers });
}
