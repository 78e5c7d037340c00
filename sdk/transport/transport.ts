import { nullAuthorizer, type Authorizer } from "./authorizer";
import { startDeadline, waitFor } from "./deadline";
import { AbortedError, ApiError, type IdentityError, NetworkError } from "./errors";
import { errorFromFailure } from "./errors/from-failure";
import { errorFromResponse } from "./errors/from-response";
import type { Fetch, FetchInit } from "./fetch";
import { encodeQuery } from "./query";
import type { ApiRequest, RequestOptions } from "./request";
import { parseBody, type ApiResponse } from "./response";
import { delayBefore, isRetryable, type RetryPolicy } from "./retry";

/** One attempt, as a trace sees it: no bodies, no ids, no secrets. */
export interface RequestEvent {
  /** ISO 8601, when the attempt began. */
  readonly time: string;
  readonly method: string;
  /** The path with every id replaced by its name: `node/:uid/`. */
  readonly path: string;
  /** The HTTP status; absent where no answer came. */
  readonly status?: number;
  /** Milliseconds. */
  readonly ms: number;
  /** 1 for the first. */
  readonly attempt: number;
  /** The error's class, or the system's code. */
  readonly error?: string;
}

/** What a transport is made of; everything that touches the world is given. */
export interface TransportOptions {
  /** The API's root, with a trailing slash. */
  readonly root: string;
  readonly fetch: Fetch;
  readonly authorizer: Authorizer;
  readonly retry: RetryPolicy;
  /** Seconds for each attempt; -1 for none. */
  readonly timeout: number;
  /** Sent with every request. */
  readonly headers: () => Readonly<Record<string, string>>;
  readonly signal?: AbortSignal | undefined;
  readonly onRequest?: ((event: RequestEvent) => void) | undefined;
  /** Milliseconds. */
  readonly sleep: (milliseconds: number) => Promise<void>;
  /** In [0, 1). */
  readonly random: () => number;
}

type Headers = Readonly<Record<string, string>>;

/** The one door to HTTP: identity, retries, parsing and errors happen here and nowhere else. */
export class Transport {
  constructor(private readonly options: TransportOptions) {}

  /**
   * Sends one request and returns the answer of a success.
   *
   * A 401 leads to one renewal of the identity and one more try: nothing was done, so this holds
   * for writes too.
   *
   * @throws {@link IdentityError} of every kind
   */
  async send(request: ApiRequest, options: RequestOptions = {}): Promise<ApiResponse> {
    const authorizer = options.authorizer ?? this.options.authorizer;
    const identity = await this.identify(authorizer, request, options);
    try {
      return await this.sendAs(identity, request, options);
    } catch (error) {
      if (!isStatus(error, 401) || authorizer.renew?.(identity) !== true) throw error;
      const renewed = await this.identify(authorizer, request, options);
      return await this.sendAs(renewed, request, options);
    }
  }

  private async identify(
    authorizer: Authorizer,
    request: ApiRequest,
    options: RequestOptions,
  ): Promise<Headers> {
    // The login is shared: an aborted caller leaves it to the others.
    const login = authorizer.headers((inner) =>
      this.send(inner, { authorizer: nullAuthorizer(), idempotent: true }),
    );
    const signal = AbortSignal.any(this.signals(options));
    return await waitFor(login, signal).catch((cause: unknown) => {
      if (!signal.aborted) throw cause;
      const what = `${request.method} ${request.path.label}`;
      throw new AbortedError(`${what} was aborted by the caller`, { cause });
    });
  }

  private async sendAs(
    identity: Headers,
    request: ApiRequest,
    options: RequestOptions,
  ): Promise<ApiResponse> {
    const { retry, random } = this.options;
    for (let attempt = 1; ; attempt++) {
      try {
        const response = await this.attempt(attempt, identity, request, options);
        options.onResponse?.(response);
        return response;
      } catch (error) {
        const failed = { attempt, error, method: request.method, idempotent: options.idempotent };
        if (!isRetryable(failed, retry)) throw error;
        await this.pause(delayBefore(failed, retry, random()), request, options);
      }
    }
  }

  private async pause(ms: number, request: ApiRequest, options: RequestOptions): Promise<void> {
    const signal = AbortSignal.any(this.signals(options));
    await waitFor(this.options.sleep(ms), signal).catch((cause: unknown) => {
      const what = `${request.method} ${request.path.label}`;
      throw new AbortedError(`${what} was aborted by the caller`, { cause });
    });
  }

  private async attempt(
    attempt: number,
    identity: Headers,
    request: ApiRequest,
    options: RequestOptions,
  ): Promise<ApiResponse> {
    const started = Date.now();
    const report = (outcome: { status?: number; error?: string }) =>
      this.options.onRequest?.({
        time: new Date(started).toISOString(),
        method: request.method,
        path: request.path.template,
        ...outcome,
        ms: Date.now() - started,
        attempt,
      });
    try {
      const response = await this.exchange(identity, request, options);
      report({ status: response.status });
      return response;
    } catch (error) {
      report(outcomeOf(error as IdentityError));
      throw error;
    }
  }

  private async exchange(
    identity: Headers,
    request: ApiRequest,
    options: RequestOptions,
  ): Promise<ApiResponse> {
    const timeout = options.timeout ?? this.options.timeout;
    const deadline = startDeadline(timeout, this.signals(options));
    const { method, path, service } = request;
    const named = { method, path: path.label, service };
    try {
      deadline.signal.throwIfAborted();
      const url = this.options.root + path.value + encodeQuery(request.query);
      const init = this.init(request, { ...this.options.headers(), ...options.headers }, identity);
      const answer = await this.options.fetch(url, { ...init, signal: deadline.signal });
      const headers: Record<string, string> = {};
      answer.headers.forEach((value, name) => (headers[name.toLowerCase()] = value));
      const text = await answer.text();
      const body = parseBody(headers["content-type"], text);
      const response = { status: answer.status, headers, body, text };
      if (answer.status < 200 || answer.status >= 300) throw errorFromResponse(named, response);
      return response;
    } catch (cause) {
      const isOver = deadline.isOver();
      const isAborted = this.signals(options).some((signal) => signal.aborted);
      const origin = new URL(this.options.root).origin;
      throw errorFromFailure(cause, { ...named, origin, timeout, isOver, isAborted });
    } finally {
      deadline.clear();
    }
  }

  private init(request: ApiRequest, extra: Headers, identity: Headers): FetchInit {
    const isWrite = request.method !== "GET";
    const json = request.body === undefined ? undefined : JSON.stringify(request.body);
    return {
      method: request.method,
      // A followed redirect turns a write into a read (contract, «Protocol facts»).
      redirect: isWrite ? "manual" : "follow",
      headers: {
        accept: "application/json",
        ...(json !== undefined && { "content-type": "application/json" }),
        ...extra,
        ...identity,
      },
      ...(json !== undefined && { body: json }),
    };
  }

  private signals(options: RequestOptions): AbortSignal[] {
    return [this.options.signal, options.signal].filter((signal) => signal !== undefined);
  }
}

const isStatus = (error: unknown, status: number): boolean =>
  error instanceof ApiError && error.status === status;

function outcomeOf(error: IdentityError): { status?: number; error: string } {
  if (error instanceof ApiError) return { status: error.status, error: error.name };
  return { error: (error instanceof NetworkError ? error.code : undefined) ?? error.name };
}
