import { inAttempts, unlessAborted, type Attempted, type Patience } from "./attempts";
import { nullAuthorizer, type Authorizer } from "./authorizer";
import { UnauthorizedError, type IdentityError } from "./errors";
import { exchange } from "./exchange";
import type { Fetch } from "./fetch";
import type { ApiRequest, RequestOptions } from "./request";
import { outcomeOf, type RequestEvent } from "./request-event";
import type { ApiResponse } from "./response";

/** What a transport is made of; everything that touches the world is given. */
export interface TransportOptions extends Patience {
  /** The API's root, with a trailing slash. */
  readonly root: string;
  readonly fetch: Fetch;
  readonly authorizer: Authorizer;
  /** Seconds for each attempt, from when it leaves; -1 for none. */
  readonly timeout: number;
  /** Bytes of an answer, decoded. */
  readonly maxResponseSize: number;
  /** Sent with every request. */
  readonly headers: () => Readonly<Record<string, string>>;
  readonly signal?: AbortSignal | undefined;
  readonly onRequest?: ((event: RequestEvent) => void) | undefined;
}

type Headers = Readonly<Record<string, string>>;

/** A request with all that a caller may set for it. */
interface Call extends Attempted {
  readonly options: RequestOptions;
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
  send(request: ApiRequest, options: RequestOptions = {}): Promise<ApiResponse> {
    return this.deliver(request, options, false);
  }

  private async deliver(
    request: ApiRequest,
    options: RequestOptions,
    isUrgent: boolean,
  ): Promise<ApiResponse> {
    const given = [this.options.signal, options.signal].filter((signal) => signal !== undefined);
    const label = `${request.method} ${request.path.label}`;
    const call = { request, label, options, signal: AbortSignal.any(given), isUrgent };
    const authorizer = options.authorizer ?? this.options.authorizer;
    let identity: Headers = {};
    let isRenewed = false;
    const response = await inAttempts(call, this.options, {
      prepare: async () => void (identity = await this.identify(authorizer, call)),
      attemptOnce: (attempt) => {
        identity = authorizer.latest?.() ?? identity;
        return this.attempt(attempt, identity, call);
      },
      mends: (error) =>
        error instanceof UnauthorizedError &&
        !isRenewed &&
        (isRenewed = authorizer.renew?.(identity) === true),
    });
    options.onResponse?.(response);
    return response;
  }

  private async identify(authorizer: Authorizer, call: Call): Promise<Headers> {
    const login = authorizer.headers((request) =>
      this.deliver(request, { authorizer: nullAuthorizer(), idempotent: true }, true),
    );
    // The login is shared: an aborted caller leaves it to the others.
    return await unlessAborted(login, call);
  }

  private async attempt(attempt: number, identity: Headers, call: Call): Promise<ApiResponse> {
    const { root, fetch, timeout, maxResponseSize, headers, onRequest } = this.options;
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
        ...{ root, fetch, request, signal, maxResponseSize },
        timeout: options.timeout ?? timeout,
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
