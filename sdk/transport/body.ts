import { ResponseTooLargeError, UsageError } from "./errors";
import type { FetchResponse } from "./fetch";

/**
 * Bytes of one answer, decoded: several times the largest one that is known, the tree of 10,000 nodes
 * with 100,000 members, which has about 10 MB. A parsed answer takes a multiple of its size in memory.
 */
export const LARGEST_RESPONSE = 64 * 1024 * 1024;

/** @throws UsageError for what would let no answer in */
export function checkResponseSize(given = LARGEST_RESPONSE): number {
  if (given > 0) return given;
  throw new UsageError("maxResponseSize is in bytes, above 0", "maxResponseSize");
}

/** Streams of the platform and of Node both are such. */
const isStream = (body: unknown): body is AsyncIterable<Uint8Array> =>
  typeof body === "object" && body !== null && Symbol.asyncIterator in body;

/**
 * Reads a body, and counts it decoded: a few bytes of gzip may be a gigabyte. To stop reading closes
 * the connection.
 *
 * @param most bytes
 * @param what names the request
 * @throws ResponseTooLargeError
 */
export async function readText(answer: FetchResponse, most: number, what: string): Promise<string> {
  const { body } = answer;
  if (!isStream(body)) return answer.text();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.byteLength;
    if (size > most) throw new ResponseTooLargeError(what, most);
    chunks.push(chunk);
  }
  return new TextDecoder().decode(Buffer.concat(chunks));
}
