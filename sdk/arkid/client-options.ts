import type { Authorizer } from "../transport/authorizer";
import { UsageError } from "../transport/errors";
import { connectTimeout } from "../transport/agent";
import { checkResponseSize } from "../transport/body";
import { nodeFetch, type Fetch } from "../transport/fetch";
import { openLimiter, type Limiter } from "../transport/limits/limiter";
import { sleep } from "../transport/deadline";
import { nullAuthorizer } from "../transport/authorizer";
import { defaultRetryPolicy, type RetryPolicy } from "../transport/retry";
import type { RequestEvent } from "../transport/request-event";
import type { TransportOptions } from "../transport/transport";
import { version } from "../version";
import { toError } from "./refusals";

/** What a client is made of. */
export interface ArkIDClientOptions {
  /** The server's root, such as `https://id.acme.example`; `/siteapi/v1/` is added. */
  readonly url: string;
  /** Who is asking. @default nullAuthorizer() */
  readonly authorizer?: Authorizer | undefined;
  /** Seconds that one attempt may take from when it leaves; -1 for no limit. @default 60 */
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
  /** Told of every attempt, for traces: no bodies, no ids, no secrets. */
  readonly onRequest?: ((event: RequestEvent) => void) | undefined;
  /** Waits between retries; for tests. */
  readonly sleep?: ((milliseconds: number) => Promise<void>) | undefined;
  /** A number in [0, 1), for jitter; for tests. */
  readonly random?: (() => number) | undefined;
}

const BASE = "/siteapi/v1/";

/** Where the API begins; a url that already ends there, or lies below a folder, is fine. */
export function apiRoot(url: string): string {
  if (!URL.canParse(url)) throw new UsageError("url must be an absolute http or https URL", "url");
  const { protocol, username, password, origin, pathname } = new URL(url);
  if (protocol !== "http:" && protocol !== "https:") {
    throw new UsageError("url must begin http:// or https://", "url");
  }
  if (username !== "" || password !== "") {
    throw new UsageError("url must hold no credentials: give an authorizer", "url");
  }
  const folder = pathname.replace(/\/+$/, "");
  return folder.endsWith(BASE.slice(0, -1)) ? `${origin}${folder}/` : `${origin}${folder}${BASE}`;
}

function checkTimeout(timeout: number): number {
  if (timeout === -1 || (timeout > 0 && timeout <= 2_000_000)) return timeout;
  throw new UsageError("timeout is in seconds, above 0; -1 for none", "timeout");
}

/** The header values of a client; the app's name may change later. */
export function clientHeaders(
  language: "zh" | "en" | undefined,
  appName: string | undefined,
): Record<string, string> {
  const agent = `pulumi-identity/${version} node/${process.versions.node}`;
  return {
    "user-agent": appName === undefined ? agent : `${agent} ${appName}`,
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
  const { caFile } = options;
  return {
    root: apiRoot(options.url),
    fetch: options.fetch ?? nodeFetch({ caFile, connectTimeout: connectTimeout(timeout) }),
    authorizer: options.authorizer ?? nullAuthorizer(),
    retry: { ...defaultRetryPolicy, ...retry },
    gate: options.gate ?? openLimiter,
    timeout,
    maxResponseSize: checkResponseSize(options.maxResponseSize),
    headers,
    toError,
    signal: options.signal,
    onRequest: options.onRequest,
    sleep: options.sleep ?? sleep,
    random: options.random ?? Math.random,
  };
}
