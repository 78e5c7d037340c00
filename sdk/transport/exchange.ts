import { validateHeaderName, validateHeaderValue } from "node:http";
import { readText } from "./body";
import { startDeadline } from "./deadline";
import { DEEPEST, isTooDeep } from "./depth";
import { type IdentityError, UnexpectedResponseError, UsageError } from "./errors";
import { errorFromFailure } from "./errors/from-failure";
import { redirectedInCircle } from "./errors/from-response";
import type { Fetch, FetchInit, FetchResponse } from "./fetch";
import { PROXY_LOGIN, refusedByProxy } from "./proxy";
import { Redaction } from "./redaction";
import { MOST_REDIRECTS, redirectTo } from "./redirect";
import type { ApiRequest } from "./api-request";
import { type ApiResponse, parseBody } from "./response";

/** Everything that one attempt needs. */
export interface Exchange {
  /** Where to, with the query. */
  readonly url: string;
  readonly fetch: Fetch;
  readonly request: ApiRequest;
  readonly headers: Readonly<Record<string, string>>;
  /** Seconds; -1 for none. */
  readonly timeout: number;
  /** Bytes of the answer, decoded. */
  readonly maxResponseSize: number;
  /** The caller's. */
  readonly signal: AbortSignal;
  readonly toError: ToError;
  /** Whether a read follows a redirect within its origin. @default true */
  readonly followsRedirects?: boolean;
  /** Sees the last answer as it came, also where it becomes an error. */
  readonly onAnswer?: (response: ApiResponse) => void;
}

/** Makes the error that an answer is which is no success. */
export type ToError = (
  request: { method: string; path: string; service?: string | undefined },
  response: ApiResponse,
) => IdentityError;

function contentOf({ body, text }: ApiRequest): { type?: string; content?: string } {
  if (text !== undefined) return { type: "application/x-www-form-urlencoded", content: text };
  if (body === undefined) return {};
  try {
    return { type: "application/json", content: JSON.stringify(body) };
  } catch (cause) {
    throw new UsageError("the body can't be told in JSON: it holds itself, or a BigInt", cause);
  }
}

/** Names in lower case, so that the caller's replace ours instead of joining them. */
function lowerCased(headers: Readonly<Record<string, string>>): Record<string, string> {
  const entries = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]);
  return Object.fromEntries(entries) as Record<string, string>;
}

/**
 * node-fetch and the platform would throw each in its own way, the latter with the value in its
 * message, which may be a token.
 */
function checkHeaders(headers: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(headers)) {
    try {
      validateHeaderName(name);
      validateHeaderValue(name, value);
    } catch {
      const what = "a character that HTTP does not allow there, such as a line break";
      throw new UsageError(`the header ${name} holds ${what}`, name);
    }
  }
}

function initOf({ request, headers: given }: Exchange): Omit<FetchInit, "signal"> {
  const { type, content } = contentOf(request);
  const headers = {
    accept: "application/json",
    ...(type !== undefined && { "content-type": type }),
    ...lowerCased(given),
  };
  checkHeaders(headers);
  const { method } = request;
  return { method, redirect: "manual", headers, ...(content !== undefined && { body: content }) };
}

async function readResponse(
  answer: FetchResponse,
  { request, maxResponseSize }: Exchange,
): Promise<ApiResponse> {
  const headers: Record<string, string> = {};
  answer.headers.forEach((value, name) => (headers[name.toLowerCase()] = value));
  const what = `${request.method} ${request.path.label}`;
  const text = await readText(answer, maxResponseSize, what);
  if (isTooDeep(text)) {
    const problem = `it has more than ${DEEPEST} levels`;
    const told = { ...namesOf(request), status: answer.status, problem };
    throw new UnexpectedResponseError(told);
  }
  const body = parseBody(headers["content-type"], text);
  return { status: answer.status, headers, body, text };
}

/** What becomes an error is told on. */
function redacted(response: ApiResponse, { headers, request }: Exchange): ApiResponse {
  const { path, query, body, text } = request;
  const redaction = new Redaction({ headers, path, query, body: text ?? body });
  return {
    ...response,
    headers: redaction.headers(response.headers),
    body: redaction.value(response.body),
    text: redaction.text(response.text),
  };
}

/** node-fetch puts the whole URL into its messages: a query or a key must not get into logs so. */
function withoutUrls(cause: unknown, urls: readonly string[]): unknown {
  const forms = urls.flatMap((url) => [url, new URL(url).href]);
  const clean = (text: string) => forms.reduce((left, form) => left.replaceAll(form, "it"), text);
  if (!(cause instanceof Error) || clean(cause.message) === cause.message) return cause;
  const { code, erroredSysCall } = cause as { code?: unknown; erroredSysCall?: unknown };
  const cleaned = Object.assign(new Error(clean(cause.message)), { code, erroredSysCall });
  cleaned.stack = clean(cause.stack ?? "");
  return cleaned;
}

/**
 * Sends, and follows where a read is sent on to.
 * @param asked gets each URL that is asked
 */
async function follow(given: Exchange, init: FetchInit, asked: string[]): Promise<ApiResponse> {
  const { fetch, request, followsRedirects = true } = given;
  let at = given.url;
  for (;;) {
    asked.push(at);
    const response = await readResponse(await fetch(at, init), given);
    given.onAnswer?.(response);
    const next = followsRedirects ? redirectTo(request, at, response) : undefined;
    if (next === undefined) return response;
    if (asked.includes(next) || asked.length > MOST_REDIRECTS) {
      throw redirectedInCircle(namesOf(request), redacted(response, given));
    }
    at = next;
  }
}

/**
 * One attempt: out and back, or an error of the tree.
 * @throws IdentityError
 */
export async function exchange(given: Exchange): Promise<ApiResponse> {
  const { url, request, timeout, signal, toError } = given;
  const named = namesOf(request);
  const asked: string[] = [];
  const deadline = startDeadline(timeout, signal);
  try {
    deadline.signal.throwIfAborted();
    const response = await follow(given, { ...initOf(given), signal: deadline.signal }, asked);
    if (response.status >= 200 && response.status < 300) return response;
    if (response.status === PROXY_LOGIN) throw refusedByProxy(url);
    throw toError(named, redacted(response, given));
  } catch (cause) {
    const ended = { isOver: deadline.isOver(), isAborted: signal.aborted };
    const { origin } = new URL(url);
    throw errorFromFailure(withoutUrls(cause, asked), { ...named, ...ended, origin, timeout });
  } finally {
    deadline.clear();
  }
}

const namesOf = ({ method, path, service }: ApiRequest) => ({ method, path: path.label, service });
