import { checkResponseSize } from "../transport/body";
import { sleep } from "../transport/deadline";
import { UsageError } from "../transport/errors";
import { openLimiter, type Limiter } from "../transport/limits/limiter";
import { connectTimeout } from "../transport/agent";
import { fromEnvironment } from "../transport/environment";
import { nodeFetch, type Fetch } from "../transport/fetch";
import { checkFunctions } from "../transport/functions";
import type { Observers } from "../transport/observers";
import type { ApiResponse } from "../transport/response";
import { checkTimeout } from "../transport/timeout";
import { defaultRetryPolicy, type RetryPolicy } from "../transport/retry";

/** The languages of the server's messages. */
export type AuthingLanguage = "zh-CN" | "en-US" | "ja-JP" | "zh-TW";

/** What is asked, as errors and traces name it. */
export interface Asked {
  /** The HTTP method. */
  readonly method: string;
  /** Such as `/api/v3/create-user`; no ids, no query. */
  readonly path: string;
}

/** What both clients of Authing take. */
export interface AuthingOptions extends Observers {
  /** The language of the server's messages. @default "zh-CN" */
  readonly lang?: AuthingLanguage | undefined;
  /**
   * Seconds that one attempt may take from when it leaves, at most 3600; -1 for no limit. The vendor's
   * own client has milliseconds. @default 10
   */
  readonly timeout?: number | undefined;
  /** Bytes of one answer, decoded: of a longer one the rest is not read. @default 64 MiB */
  readonly maxResponseSize?: number | undefined;
  /** Another `fetch`; proxies, caFile and rejectUnauthorized are then its business. @default node-fetch */
  readonly fetch?: Fetch | undefined;
  /** A PEM file of certificate authorities to trust beside the usual ones. */
  readonly caFile?: string | undefined;
  /** False accepts any certificate: for a server of your own, better name its caFile. @default true */
  readonly rejectUnauthorized?: boolean | undefined;
  /** How often to repeat; false for never. @default defaultRetryPolicy */
  readonly retry?: Partial<RetryPolicy> | false | undefined;
  /** Ends every request of this client. */
  readonly signal?: AbortSignal | undefined;
  /** Says when an attempt may leave; reads that are POST are GET to it. @default all at once */
  readonly gate?: Limiter | undefined;
  /** Waits between retries; for tests. */
  readonly sleep?: ((milliseconds: number) => Promise<void>) | undefined;
  /** A number in [0, 1), for jitter; for tests. */
  readonly random?: (() => number) | undefined;
}

/** What a caller may set for one call. */
export interface CallOptions {
  /** Ends the call, its retries and its waiting. */
  readonly signal?: AbortSignal | undefined;
  /** Seconds for each attempt, at most 3600; -1 for no limit. @default the client's */
  readonly timeout?: number | undefined;
  /** The caller's word that repeating does no harm, also after a lost answer. @default by the path */
  readonly idempotent?: boolean | undefined;
  /**
   * Looks whether this write has happened after all, where a lost answer or a 5xx leaves it open: it
   * is repeated only where it has not.
   */
  readonly hasHappened?: (() => Promise<boolean>) | undefined;
  /** Another patience for this call. @default the client's */
  readonly retry?: Partial<RetryPolicy> | undefined;
  /**
   * Sees the raw answer that the call ended with (status, headers, body, text), be it a success or an
   * error; not called where none came. It is as the server sent it, secrets included.
   */
  readonly onResponse?: ((response: ApiResponse) => void) | undefined;
  /** Of a list: items that one request brings while it is iterated. @default 50, the largest page */
  readonly pageSize?: number | undefined;
}

/** The options with their defaults. */
export interface CompleteOptions extends AuthingOptions {
  readonly lang: AuthingLanguage;
  readonly timeout: number;
  readonly maxResponseSize: number;
  readonly fetch: Fetch;
  readonly retry: RetryPolicy;
  readonly gate: Limiter;
  readonly sleep: (milliseconds: number) => Promise<void>;
  readonly random: () => number;
}

/** Completes the options with their defaults. */
export function complete(options: AuthingOptions): CompleteOptions {
  const retry = options.retry === false ? { attempts: 1 } : options.retry;
  const { caFile, rejectUnauthorized, fetch, onRequest, sleep: pause, random } = options;
  checkFunctions({ fetch, onRequest, sleep: pause, random });
  const timeout = checkTimeout(options.timeout ?? 10);
  const reaching = { caFile, rejectUnauthorized, connectTimeout: connectTimeout(timeout) };
  return {
    ...options,
    lang: options.lang ?? "zh-CN",
    timeout,
    maxResponseSize: checkResponseSize(options.maxResponseSize),
    fetch: fetch ?? nodeFetch(reaching),
    retry: { ...defaultRetryPolicy, ...retry },
    gate: options.gate ?? openLimiter,
    sleep: pause ?? sleep,
    random: random ?? Math.random,
  };
}

/**
 * The server's address, without a trailing slash.
 * @param name what the option is called
 * @throws UsageError for what is no http or https address, or holds credentials
 */
export function checkHost(name: string, given: string): string {
  const host = given.includes("://") ? given : `https://${given}`;
  if (!URL.canParse(host) || !/^https?:/i.test(host)) {
    throw new UsageError(`${name} must be an http or https address`, name);
  }
  const { username, password, search, hash } = new URL(host);
  if (username !== "" || password !== "") {
    throw new UsageError(`${name} must hold no credentials: give them as options`, name);
  }
  if (search !== "" || hash !== "") throw new UsageError(`${name} must have no query`, name);
  return host.replace(/\/+$/, "");
}

/**
 * A key, a secret, a code: whatever is copied from elsewhere. A header would drop a line break at its
 * end without a word, and a signature would be wrong by it.
 * @throws UsageError for an empty or missing one, and for white space around it
 */
export function checkCopied(name: string, value: string | undefined): string {
  const copied = checkGiven(name, value);
  if (isTrimmed(copied)) return copied;
  throw new UsageError(`${name} has white space around it: give it as it was shown`, name);
}

/**
 * A key of the options, or of a variable of the environment where they have none.
 * @throws UsageError where it is in neither, and as {@link checkCopied}
 */
export function checkKey(name: string, value: string | undefined, variable: string): string {
  const key = value ?? fromEnvironment(variable);
  if (key !== undefined) return checkCopied(name, key);
  throw new UsageError(`${name} must be given, as an option or in ${variable}`, name);
}

/** Whether a text says something, on one line and without white space around it. */
export const isTrimmed = (text: string): boolean => /^\S(.*\S)?$/.test(text);

/** @throws UsageError for an empty or missing one */
export function checkGiven(name: string, value: string | undefined): string {
  if (typeof value === "string" && value !== "") return value;
  throw new UsageError(`${name} must be given`, name);
}
