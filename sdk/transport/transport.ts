import { type Attempted, inAttempts, type Patience, unlessAborted } from "./attempts";
import { type Authorizer, nullAuthorizer } from "./authorizer";
import { fromCaller } from "./call-site";
import { anySignal } from "./deadline";
import { UnauthorizedError } from "./errors";
import { awaitCallback, inCallback } from "./errors/callback-error";
import { exchange, type ToError } from "./exchange";
import type { Fetch } from "./fetch";
import { observed, type Observers } from "./observers";
import { encodeQuery } from "./query";
import { asItCame, readAnswer, type Reader } from "./reader";
import type { ApiRequest } from "./api-request";
import type { Question, RequestOptions } from "./request";
import { showingAnswer, type OnAnswer } from "./show-answer";
import { checkTimeout } from "./timeout";

/** What a transport is made of; everything that touches the world is given. */
export interface TransportOptions extends Patience, Observers {
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
}

type Headers = Readonly<Record<string, string>>;

/** A request with all that a caller may set for it. */
interface Call extends Attempted {
  readonly options: RequestOptions;
  /** Sees the answer of an attempt. */
  readonly onAnswer: OnAnswer;
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
   * @throws IdentityError of every kind, whose stack leads to who called
   */
  send<T>(question: Question<T>, options: RequestOptions = {}): Promise<T> {
    const { answer, ...request } = question;
    return fromCaller(() => this.deliver(request, answer, options, false));
  }

  private async deliver<T>(
    request: ApiRequest,
    reader: Reader<T>,
    options: RequestOptions,
    isUrgent: boolean,
  ): Promise<T> {
    const signal = anySignal(this.options.signal, options.signal);
    const label = `${request.method} ${request.path.label}`;
    const what = { request, label, options, signal, isUrgent };
    return await showingAnswer(options, (onAnswer) => this.repeat({ ...what, onAnswer }, reader));
  }

  private async repeat<T>(call: Call, reader: Reader<T>): Promise<T> {
    const { options, onAnswer } = call;
    const authorizer = options.authorizer ?? this.options.authorizer;
    let identity: Headers = {};
    let isRenewed = false;
    const renew = () => inCallback("authorizer", () => authorizer.renew?.(identity) === true);
    const { value } = await inAttempts(call, this.options, {
      prepare: async () => void (identity = await this.identify(authorizer, call)),
      attemptOnce: (attempt: number) => {
        onAnswer(undefined);
        identity = inCallback("authorizer", () => authorizer.latest?.()) ?? identity;
        return this.attempt(attempt, identity, call, reader);
      },
      mends: (error: unknown) =>
        error instanceof UnauthorizedError &&
        options.retry401 !== false &&
        !isRenewed &&
        (isRenewed = renew()),
    });
    return value;
  }

  private async identify(authorizer: Authorizer, call: Call): Promise<Headers> {
    const anonymous = { authorizer: nullAuthorizer(), idempotent: true };
    const login = awaitCallback("authorizer", () =>
      authorizer.headers((request) => this.deliver(request, asItCame, anonymous, true)),
    );
    // The login is shared: an aborted caller leaves it to the others.
    return await unlessAborted(login, call);
  }

  private async attempt<T>(
    attempt: number,
    identity: Headers,
    call: Call,
    reader: Reader<T>,
  ): Promise<{ status: number; value: T }> {
    const { root, fetch, timeout, maxResponseSize, headers, toError } = this.options;
    const { request, options, signal, onAnswer } = call;
    const { method, path } = request;
    return await observed(this.options, { method, path: path.template, attempt }, async () => {
      const sent = { ...headers(), ...options.headers, ...identity };
      const response = await exchange({
        ...{ fetch, request, signal, maxResponseSize, toError, onAnswer },
        url: root + path.value + encodeQuery(request.query),
        timeout: checkTimeout(options.timeout ?? timeout),
        headers: sent,
      });
      return { status: response.status, value: readAnswer(request, sent, response, reader) };
    });
  }
}
