import { startDeadline } from "./deadline";
import { errorFromFailure } from "./errors/from-failure";
import { errorFromResponse } from "./errors/from-response";
import type { Fetch, FetchInit, FetchResponse } from "./fetch";
import { encodeQuery } from "./query";
import { Redaction } from "./redaction";
import type { ApiRequest } from "./request";
import { parseBody, type ApiResponse } from "./response";

/** Everything that one attempt needs. */
export interface Exchange {
  /** The API's root, with a trailing slash. */
  readonly root: string;
  readonly fetch: Fetch;
  readonly request: ApiRequest;
  readonly headers: Readonly<Record<string, string>>;
  /** Seconds; -1 for none. */
  readonly timeout: number;
  /** The caller's. */
  readonly signal: AbortSignal;
}

function contentOf({ body, text }: ApiRequest): { type?: string; content?: string } {
  if (text !== undefined) return { type: "application/x-www-form-urlencoded", content: text };
  if (body === undefined) return {};
  return { type: "application/json", content: JSON.stringify(body) };
}

/** Names in lower case, so that the caller's replace ours instead of joining them. */
function lowerCased(headers: Readonly<Record<string, string>>): Record<string, string> {
  const entries = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]);
  return Object.fromEntries(entries) as Record<string, string>;
}

function initOf({ request, headers }: Exchange): Omit<FetchInit, "signal"> {
  const { type, content } = contentOf(request);
  return {
    method: request.method,
    // A followed redirect turns a write into a read (contract, «Protocol facts»).
    redirect: request.method === "GET" ? "follow" : "manual",
    headers: {
      accept: "application/json",
      ...(type !== undefined && { "content-type": type }),
      ...lowerCased(headers),
    },
    ...(content !== undefined && { body: content }),
  };
}

async function readResponse(answer: FetchResponse): Promise<ApiResponse> {
  const headers: Record<string, string> = {};
  answer.headers.forEach((value, name) => (headers[name.toLowerCase()] = value));
  const text = await answer.text();
  const body = parseBody(headers["content-type"], text);
  return { status: answer.status, headers, body, text };
}

/** What becomes an error is told on. */
function redacted(response: ApiResponse, { headers, request }: Exchange): ApiResponse {
  const { path, query, body, text } = request;
  const redaction = new Redaction({ headers, path, query, body: text ?? body });
  return {
    ...response,
    body: redaction.value(response.body),
    text: redaction.text(response.text),
  };
}

/** node-fetch puts the whole URL into its messages: a query or a key must not get into logs so. */
function withoutUrl(cause: unknown, url: string): unknown {
  const forms = [url, new URL(url).href];
  const clean = (text: string) => forms.reduce((left, form) => left.replaceAll(form, "it"), text);
  if (!(cause instanceof Error) || clean(cause.message) === cause.message) return cause;
  const { code, erroredSysCall } = cause as { code?: unknown; erroredSysCall?: unknown };
  const cleaned = Object.assign(new Error(clean(cause.message)), { code, erroredSysCall });
  cleaned.stack = clean(cause.stack ?? "");
  return cleaned;
}

/**
 * One attempt: out and back, or an error of the tree.
 * @throws IdentityError
 */
export async function exchange(given: Exchange): Promise<ApiResponse> {
  const { root, fetch, request, timeout, signal } = given;
  const { method, path, service } = request;
  const named = { method, path: path.label, service };
  const url = root + path.value + encodeQuery(request.query);
  const deadline = startDeadline(timeout, signal);
  try {
    deadline.signal.throwIfAborted();
    const response = await readResponse(
      await fetch(url, { ...initOf(given), signal: deadline.signal }),
    );
    if (response.status >= 200 && response.status < 300) return response;
    throw errorFromResponse(named, redacted(response, given));
  } catch (cause) {
    const ended = { isOver: deadline.isOver(), isAborted: signal.aborted };
    const { origin } = new URL(root);
    throw errorFromFailure(withoutUrl(cause, url), { ...named, ...ended, origin, timeout });
  } finally {
    deadline.clear();
  }
}
