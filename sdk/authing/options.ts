import { checkResponseSize } from "../transport/body";
import { sleep } from "../transport/deadline";
import { UsageError } from "../transport/errors";
import { openLimiter, type Limiter } from "../transport/limits/limiter";
import type { RequestEvent } from "../transport/request-event";
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
export interface AuthingOptions {
  /** The language of the server's messages. @default "zh-CN" */
  readonly lang?: AuthingLanguage | undefined;
  /** Milliseconds that one attempt may take from when it leaves; -1 for none. @default 10000 */
  readonly timeout?: number | undefined;
  /** Bytes of one answer, decoded: of a longer one the rest is not read. @default 64 MiB */
  readonly maxResponseSize?: number | undefined;
  /** A PEM file of certificate authorities to trust beside the usual ones. */
  readonly caFile?: string | undefined;
  /** False accepts any certificate: for a server of your own, better name its caFile. @default true */
  readonly rejectUnauthorized?: boolean | undefined;
  /** How often to repeat; false for never. @default defaultRetryPolicy */
  readonly retry?: Partial<RetryPolicy> | false | undefined;
  /** Ends every request of this client. */
  readonly signal?: AbortSignal | undefined;
  /** Told of every attempt, for traces: no bodies, no ids, no secrets. */
  readonly onRequest?: ((event: RequestEvent) => void) | undefined;
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
  /** Milliseconds for each attempt; -1 for no limit. @default the client's */
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
}

/** The options with their defaults. */
export interface CompleteOptions extends AuthingOptions {
  readonly lang: AuthingLanguage;
  readonly timeout: number;
  readonly maxResponseSize: number;
  readonly retry: RetryPolicy;
  readonly gate: Limiter;
  readonly sleep: (milliseconds: number) => Promise<void>;
  readonly random: () => number;
}

/** Completes the options with their defaults. */
export function complete(options: AuthingOptions): CompleteOptions {
  const retry = options.retry === false ? { attempts: 1 } : options.retry;
  return {
    ...options,
    lang: options.lang ?? "zh-CN",
    timeout: checkTimeout(options.timeout ?? 10_000),
    maxResponseSize: checkResponseSize(options.maxResponseSize),
    retry: { ...defaultRetryPolicy, ...retry },
    gate: options.gate ?? openLimiter,
    sleep: options.sleep ?? sleep,
    random: options.random ?? Math.random,
  };
}

/** @throws UsageError for what no timer can hold */
export function checkTimeout(timeout: number): number {
  if (timeout === -1 || (timeout > 0 && timeout <= 2_000_000_000)) return timeout;
  throw new UsageError("timeout is in milliseconds, above 0; -1 for none", "timeout");
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

/** Whether a text says something, on one line and without white space around it. */
export const isTrimmed = (text: string): boolean => /^\S(.*\S)?$/.test(text);

/** @throws UsageError for an empty or missing one */
export function checkGiven(name: string, value: string | undefined): string {
  if (typeof value === "string" && value !== "") return value;
  throw new UsageError(`${name} must be given`, name);
}
