import type { Authorizer } from "../transport/authorizer";
import { connectTimeout } from "../transport/agent";
import { checkResponseSize } from "../transport/body";
import { nodeFetch, type Fetch } from "../transport/fetch";
import { openLimiter, type Limiter } from "../transport/limits/limiter";
import { sleep } from "../transport/deadline";
import { checkFunctions } from "../transport/functions";
import type { Observers } from "../transport/observers";
import { defaultRetryPolicy, type RetryPolicy } from "../transport/retry";
import type { TransportOptions } from "../transport/transport";
import { checkTimeout } from "../transport/timeout";
import { USER_AGENT } from "../version";
import { authorizerFor, urlOf } from "./environment";
import { toError } from "./refusals";
import { apiRoot } from "./root";

/** What a client is made of. */
export interface ArkIDClientOptions extends Observers {
  /**
   * The server's root, such as `https://id.acme.example`; `/siteapi/v1/` is added.
   * @default `ARKID_URL` of the environment
   */
  readonly url?: string | undefined;
  /**
   * Who is asking; `nullAuthorizer()` for nobody.
   * @default `ARKID_TOKEN`, or `ARKID_USERNAME` and `ARKID_PASSWORD`, of the environment, which go to
   * no other server than the one of `ARKID_URL`; else nobody
   */
  readonly authorizer?: Authorizer | undefined;
  /** Seconds that one attempt may take from when it leaves, at most 3600; -1 for no limit. @default 60 */
  readonly timeout?: number | undefined;
  /** Bytes of one answer, decoded: of a longer one the rest is not read. @default 64 MiB */
  readonly maxResponseSize?: number | undefined;
  /** Another `fetch`; proxies and caFile are then its business. @default node-fetch */
  readonly fetch?: Fetch | undefined;
  /** Ends every request of this client. */
  readonly signal?: AbortSignal | undefined;
  /** How often to repeat; false for never. @default defaultRetryPolicy */
  readonly retry?: Partial<RetryPolicy> | false | undefined;
  /** Says when an attempt may leave. @default all at once */
  readonly gate?: Limiter | undefined;
  /** The language of the server's messages. @default the server's, Chinese */
  readonly language?: "zh" | "en" | undefined;
  /** Named in the User-Agent. */
  readonly appName?: string | undefined;
  /** A PEM file of certificate authorities to trust beside the usual ones. */
  readonly caFile?: string | undefined;
  /** Waits between retries; for tests. */
  readonly sleep?: ((milliseconds: number) => Promise<void>) | undefined;
  /** A number in [0, 1), for jitter; for tests. */
  readonly random?: (() => number) | undefined;
}

/** The header values of a client; the app's name may change later. */
export function clientHeaders(
  language: "zh" | "en" | undefined,
  appName: string | undefined,
): Record<string, string> {
  return {
    "user-agent": appName === undefined ? USER_AGENT : `${USER_AGENT} ${appName}`,
    ...(language && { "accept-language": language === "zh" ? "zh-hans" : "en" }),
  };
}

/** Completes the options with their defaults. */
export function transportOptions(
  options: ArkIDClientOptions,
  headers: () => Record<string, string>,
): TransportOptions {
  const timeout = checkTimeout(options.timeout ?? 60);
  const retry = options.retry === false ? { attempts: 1 } : options.retry;
  const { caFile, fetch, onRequest, sleep: pause, random } = options;
  checkFunctions({ fetch, onRequest, sleep: pause, random });
  const url = urlOf(options.url);
  return {
    root: apiRoot(url),
    fetch: fetch ?? nodeFetch({ caFile, connectTimeout: connectTimeout(timeout) }),
    authorizer: options.authorizer ?? authorizerFor(url),
    retry: { ...defaultRetryPolicy, ...retry },
    gate: options.gate ?? openLimiter,
    timeout,
    maxResponseSize: checkResponseSize(options.maxResponseSize),
    headers,
    toError,
    signal: options.signal,
    onRequest,
    logger: options.logger,
    sleep: pause ?? sleep,
    random: random ?? Math.random,
  };
}
