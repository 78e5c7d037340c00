import { type Attempted, inAttempts, type Patience, unlessAborted } from "./attempts";
import { type Authorizer, nullAuthorizer } from "./authorizer";
import { type IdentityError, UnauthorizedError } from "./errors";
import { exchange, type ToError } from "./exchange";
import type { Fetch } from "./fetch";
import { asItCame, readAnswer, type Reader } from "./reader";
import type { ApiRequest } from "./api-request";
import type { Question, RequestOptions } from "./request";
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
  /** Tells the system's own refusals from what stands in between. */
  readonly toError: ToError;
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
   * Sends one request and returns what its answer says.
   *
   * A 401 leads to one renewal of the identity and one more try: nothing was done, so this holds
   * for writes too.
   *
   * @throws IdentityError of every kind
   */
  send<T>(question: Question<T>, options: RequestOptions = {}): Promise<T> {
    const { answer, ...request } = question;
    return this.deliver(request, answer, options, false);
  }

  private async deliver<T>(
    request: ApiRequest,
    reader: Reader<T>,
    options: RequestOptions,
    isUrgent: boolean,
  ): Promise<T> {
    const given = [this.options.signal, options.signal].filter((signal) => signal !== undefined);
    const label = `${request.method} ${request.path.label}`;
    const call = { request, label, options, signal: AbortSignal.any(given), isUrgent };
    const authorizer = options.authorizer ?? this.options.authorizer;
    let identity: Headers = {};
    let isRenewed = false;
    const { response, value } = await inAttempts(call, this.options, {
      prepare: async () => void (identity = await this.identify(authorizer, call)),
      attemptOnce: (attempt) => {
        identity = authorizer.latest?.() ?? identity;
        return this.attempt(attempt, identity, call, reader);
      },
      mends: (error) =>
        error instanceof UnauthorizedError &&
        !isRenewed &&
        (isRenewed = authorizer.renew?.(identity) === true),
    });
    options.onResponse?.(response);
    return value;
  }

  private async identify(authorizer: Authorizer, call: Call): Promise<Headers> {
    const login = authorizer.headers((request) =>
      this.deliver(request, asItCame, { authorizer: nullAuthorizer(), idempotent: true }, true),
    );
    // The login is shared: an aborted caller leaves it to the others.
    return await unlessAborted(login, call);
  }

  private async attempt<T>(
    attempt: number,
    identity: Headers,
    call: Call,
    reader: Reader<T>,
  ): Promise<{ response: ApiResponse; value: T }> {
    const { root, fetch, timeout, maxResponseSize, headers, onRequest, toError } = this.options;
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
        ...{ root, fetch, request, signal, maxResponseSize, toError },
        timeout: options.timeout ?? timeout,
        headers: { ...headers(), ...options.headers, ...identity },
      });
      const value = readAnswer(request, response, reader);
      report({ status: response.status });
      return { response, value };
    } catch (error) {
      report(outcomeOf(error as IdentityError));
      throw error;
    }
  }
}
