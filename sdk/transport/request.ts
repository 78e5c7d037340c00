import type { ApiRequest } from "./api-request";
import type { Authorizer } from "./authorizer";
import type { Reader } from "./reader";
import type { ApiResponse } from "./response";
import type { RetryPolicy } from "./retry";

/** A request and the form of its answer. */
export interface Question<T> extends ApiRequest {
  /** Says what the answer means; any other form is an UnexpectedResponseError. */
  readonly answer: Reader<T>;
}

/** What a caller may set for one request. */
export interface RequestOptions {
  /** Ends the request, its retries and its waiting. */
  readonly signal?: AbortSignal | undefined;
  /** Seconds for each attempt, at most 3600; -1 for none. @default the client's */
  readonly timeout?: number | undefined;
  /** Added to the request's own headers. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /**
   * Says that repeating this request does no harm, also after a 500: retries as for a read.
   * @default true for GET only
   */
  readonly idempotent?: boolean | undefined;
  /**
   * Looks whether this write has happened after all, where a lost answer or a 5xx leaves it open: it
   * is repeated only where it has not.
   */
  readonly hasHappened?: (() => Promise<boolean>) | undefined;
  /** Another patience for this request. @default the client's */
  readonly retry?: Partial<RetryPolicy> | undefined;
  /** Another identity for this request. @default the client's */
  readonly authorizer?: Authorizer | undefined;
  /** Whether a 401 may lead to a new login and one more try, where the authorizer can. @default true */
  readonly retry401?: boolean | undefined;
  /**
   * Sees the raw answer that the call ended with (status, headers, body, text), be it a success or an
   * error; not called where none came. It is as the server sent it, secrets included.
   */
  readonly onResponse?: ((response: ApiResponse) => void) | undefined;
  /** Of a list: items that one request brings while it is iterated. @default the largest page */
  readonly pageSize?: number | undefined;
}

/** What a service client gets instead of the whole client: sends and returns what the answer says. */
export type Request = <T>(question: Question<T>, options?: RequestOptions) => Promise<T>;
