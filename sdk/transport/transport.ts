import { nullAuthorizer, type Authorizer } from "./authorizer";
import { waitFor } from "./deadline";
import { AbortedError, UnauthorizedError, type IdentityError } from "./errors";
import { exchange } from "./exchange";
import type { Fetch } from "./fetch";
import type { Gate } from "./limits/gate";
import type { ApiRequest, RequestOptions } from "./request";
import { outcomeOf, type RequestEvent } from "./request-event";
import type { ApiResponse } from "./response";
import { delayBefore, isRetryable, isUndecided, type RetryPolicy } from "./retry";

/** What a transport is made of; everything that touches the world is given. */
export interface TransportOptions {
  /** The API's root, with a trailing slash. */
  readonly root: string;
  readonly fetch: Fetch;
  readonly authorizer: Authorizer;
  readonly retry: RetryPolicy;
  /** Says when an attempt may leave. */
  readonly gate: Gate;
  /** Seconds for each attempt, from when it leaves; -1 for none. */
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

/** A request with its options, and who asks. */
interface Call {
  readonly request: ApiRequest;
  readonly options: RequestOptions;
  /** The caller's. */
  readonly signal: AbortSignal;
}

/** The one door to HTTP: identity, retries, parsing and errors happen here and nowhere else. */
export class Transport {
  constructor(private readonly options: TransportOptions) {}

  /**
   * Sends one request and returns the answer of a success.
   *
   * A 401 leads to one renewal of the identity and one more try: nothing was done, so this holds
   * for writes too.
   *
   * @throws IdentityError of every kind
   */
  async send(request: ApiRequest, options: RequestOptions = {}): Promise<ApiResponse> {
    const given = [this.options.signal, options.signal].filter((signal) => signal !== undefined);
    const call = { request, options, signal: AbortSignal.any(given) };
    const authorizer = options.authorizer ?? this.options.authorizer;
    const identity = await this.identify(authorizer, call);
    try {
      return await this.retrying(identity, call);
    } catch (error) {
      if (!(error instanceof UnauthorizedError) || !authorizer.renew?.(identity)) throw error;
      return await this.retrying(await this.identify(authorizer, call), call);
    }
  }

  private async identify(authorizer: Authorizer, call: Call): Promise<Headers> {
    const login = authorizer.headers((request) =>
      this.send(request, { authorizer: nullAuthorizer(), idempotent: true }),
    );
    // The login is shared: an aborted caller leaves it to the others.
    return await unlessAborted(login, call);
  }

  private async retrying(identity: Headers, call: Call): Promise<ApiResponse> {
    const { sleep, random } = this.options;
    const { request, options } = call;
    const retry = { ...this.options.retry, ...options.retry };
    for (let attempt = 1; ; attempt++) {
      try {
        const response = await this.inTurn(attempt, identity, call);
        options.onResponse?.(response);
        return response;
      } catch (error) {
        const { idempotent, hasHappened } = options;
        const failed = { attempt, error, method: request.method, idempotent, hasHappened };
        if (!isRetryable(failed, retry)) throw error;
        if (isUndecided(failed) && (await hasHappened?.()) === true) throw error;
        await unlessAborted(sleep(delayBefore(failed, retry, random())), call);
      }
    }
  }

  private async inTurn(attempt: number, identity: Headers, call: Call): Promise<ApiResponse> {
    const { request, signal } = call;
    const leave = () => this.attempt(attempt, identity, call);
    return await unlessAborted(this.options.gate.pass(request, { attempt, signal }, leave), call);
  }

  private async attempt(attempt: number, identity: Headers, call: Call): Promise<ApiResponse> {
    const { root, fetch, timeout, headers, onRequest } = this.options;
    const { request, options, signal } = call;
    const { method, path } = request;
    const started = Date.now();
    const report = (outcome: Partial<RequestEvent>) => {
      const time = new Date(started).toISOString();
      const ms = Date.now() - started;
      onRequest?.({ time, method, path: path.template, ...outcome, ms, attempt });
    };
    try {
      const response = await exchange({
        ...{ root, fetch, request, signal, timeout: options.timeout ?? timeout },
        headers: { ...headers(), ...options.headers, ...identity },
      });
      report({ status: response.status });
      return response;
    } catch (error) {
      report(outcomeOf(error as IdentityError));
      throw error;
    }
  }
}

/** Waits, unless the caller gives up first. */
async function unlessAborted<T>(promise: Promise<T>, { request, signal }: Call): Promise<T> {
  try {
    return await waitFor(promise, signal);
  } catch (cause) {
    if (!signal.aborted) throw cause;
    const { method, path } = request;
    throw new AbortedError(`${method} ${path.label} was aborted by the caller`, { cause });
  }
}
