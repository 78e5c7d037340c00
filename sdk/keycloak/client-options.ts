import type { Authorizer } from "../transport/authorizer";
import { connectTimeout } from "../transport/agent";
import { checkResponseSize } from "../transport/body";
import { sleep } from "../transport/deadline";
import { nodeFetch, type Fetch } from "../transport/fetch";
import { checkFunctions } from "../transport/functions";
import { openLimiter, type Limiter } from "../transport/limits/limiter";
import type { Observers } from "../transport/observers";
import { defaultRetryPolicy, type RetryPolicy } from "../transport/retry";
import { parseServerUrl } from "../transport/server-url";
import { checkTimeout } from "../transport/timeout";
import type { TransportOptions } from "../transport/transport";
import { USER_AGENT } from "../version";
import { toError } from "./failure";

/** What a client is made of. */
export interface KeycloakOptions extends Observers {
  /** The server's root, such as `https://id.acme.example`, with its path where it has one. */
  readonly url: string;
  /** The realm that is administered. */
  readonly realm: string;
  /** Who is asking: `serviceAccountAuthorizer` or `administratorAuthorizer`. */
  readonly authorizer: Authorizer;
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
  /** A PEM file of certificate authorities to trust beside the usual ones. */
  readonly caFile?: string | undefined;
  /** Waits between retries; for tests. */
  readonly sleep?: ((milliseconds: number) => Promise<void>) | undefined;
  /** A number in [0, 1), for jitter; for tests. */
  readonly random?: (() => number) | undefined;
}

/**
 * Completes the options with their defaults.
 * @throws UsageError naming an invalid one
 */
export function transportOptions(options: KeycloakOptions): TransportOptions {
  const timeout = checkTimeout(options.timeout ?? 60);
  const retry = options.retry === false ? { attempts: 1 } : options.retry;
  const { caFile, fetch, onRequest, sleep: pause, random } = options;
  const { origin, folder } = parseServerUrl(options.url);
  checkFunctions({ fetch, onRequest, sleep: pause, random });
  return {
    root: `${origin}${folder}/`,
    fetch: fetch ?? nodeFetch({ caFile, connectTimeout: connectTimeout(timeout) }),
    authorizer: options.authorizer,
    retry: { ...defaultRetryPolicy, ...retry },
    gate: options.gate ?? openLimiter,
    timeout,
    maxResponseSize: checkResponseSize(options.maxResponseSize),
    headers: () => ({ "user-agent": USER_AGENT }),
    toError,
    signal: options.signal,
    onRequest,
    logger: options.logger,
    sleep: pause ?? sleep,
    random: random ?? Math.random,
  };
}
