import { startDeadline, waitFor } from "../transport/deadline";
import { AbortedError, IdentityError, UsageError } from "../transport/errors";
import { outcomeOf, type RequestEvent } from "../transport/request-event";
import { delayBefore, isRetryable, isUndecided } from "../transport/retry";
import { dataIn, errorIn } from "./envelope";
import { errorOfFailure } from "./failure";
import { checkTimeout, type Attempt, type CallOptions, type CompleteOptions } from "./options";
import { truly } from "./repeatable";
import { withoutNothings } from "./nothings";
import type { VendorClient, VendorHttp, VendorRequest } from "./vendor";

/** One request of a call, with who may end it. */
interface Sending {
  readonly http: VendorHttp;
  readonly config: VendorRequest;
  readonly attempt: Attempt;
  readonly options: CallOptions;
  /** The caller's. */
  readonly signal: AbortSignal;
}

type Method = (...args: unknown[]) => unknown;

/**
 * Calls the vendor's methods, whose requests all go through one door: null and undefined are taken
 * off, an answer is a result or an error of the tree, attempts are limited in time and number, and
 * an event tells of each. The vendor's code makes and signs the requests; the first call loads it.
 */
export class Caller<V extends VendorClient> {
  private vendor: Promise<V> | undefined;

  constructor(
    /** The server's address. */
    private readonly host: string,
    private readonly options: CompleteOptions,
    private readonly load: () => Promise<V>,
  ) {}

  /**
   * Uses the vendor's client itself, for what sends nothing.
   * @throws UsageError for what it refuses
   */
  use<T>(how: (vendor: V) => T): Promise<Awaited<T>> {
    return runVendor(async () => await how(await this.client()));
  }

  private client(): Promise<V> {
    this.vendor ??= this.load();
    return this.vendor;
  }

  /**
   * Calls a method of the vendor's.
   * @returns the `data` of the answer's envelope, or what the method makes of an answer without
   * @throws IdentityError of every kind
   */
  async call(method: keyof V, args: unknown[], options: CallOptions = {}): Promise<unknown> {
    const vendor = await this.client();
    let last: { path: string; body: unknown } | undefined;
    const request = async (config: VendorRequest) => {
      const body = await this.send(vendor.httpClient, config, options);
      last = { path: this.pathOf(config), body };
      return body;
    };
    // A stand-in for this call alone: its options reach the door through no shared place.
    const own = Object.create(vendor, { httpClient: { value: { request } } }) as V;
    const answer = await runVendor(() => (own[method] as Method).apply(own, args));
    return last !== undefined && answer === last.body ? dataIn(last.path, answer) : answer;
  }

  /** Without the host, which few have, and with the name of the only id that is in one. */
  private pathOf({ url }: VendorRequest): string {
    return url.replace(this.host, "").replace(/^\/cas-idp\/[^/]+/, "/cas-idp/:appId");
  }

  private async send(
    http: VendorHttp,
    config: VendorRequest,
    options: CallOptions,
  ): Promise<unknown> {
    const given = [this.options.signal, options.signal].filter((signal) => signal !== undefined);
    const signal = AbortSignal.any(given);
    const attempt = { method: config.method, path: this.pathOf(config) };
    // The authentication client would send no language.
    const headers = { "x-authing-lang": this.options.lang, ...config.headers };
    const clean = { ...config, ...withoutNothings(config), headers };
    return await this.retrying({ http, config: clean, attempt, options, signal });
  }

  private async retrying(sending: Sending): Promise<unknown> {
    const { sleep, random } = this.options;
    const { attempt: asked, options } = sending;
    const retry = { ...this.options.retry, ...options.retry };
    const method = truly(asked.method, asked.path);
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.inTurn(attempt, sending);
      } catch (error) {
        const { idempotent, hasHappened } = options;
        const failed = { attempt, error, method, idempotent, hasHappened };
        if (!isRetryable(failed, retry)) throw error;
        if (isUndecided(failed) && (await hasHappened?.()) === true) throw error;
        await unlessAborted(sleep(delayBefore(failed, retry, random())), sending);
      }
    }
  }

  private async inTurn(attempt: number, sending: Sending): Promise<unknown> {
    const { attempt: asked, signal } = sending;
    const path = { value: asked.path, template: asked.path, label: asked.path };
    const request = { method: truly(asked.method, asked.path), path };
    const leave = () => this.reported(attempt, sending);
    return await unlessAborted(
      this.options.gate.pass(request, { attempt, signal }, leave),
      sending,
    );
  }

  private async reported(attempt: number, sending: Sending): Promise<unknown> {
    const { method, path } = sending.attempt;
    const started = Date.now();
    const report = (outcome: Partial<RequestEvent>) => {
      const time = new Date(started).toISOString();
      const ms = Date.now() - started;
      this.options.onRequest?.({ time, method, path, ...outcome, ms, attempt });
    };
    try {
      const body = await this.once(sending);
      report({ status: 200 });
      return body;
    } catch (error) {
      report(outcomeOf(error as IdentityError));
      throw error;
    }
  }

  private async once({ http, config, attempt, options, signal }: Sending): Promise<unknown> {
    const timeout = checkTimeout(options.timeout ?? this.options.timeout);
    const deadline = startDeadline(timeout < 0 ? -1 : timeout / 1000, signal);
    try {
      const body = await http.request({ ...config, signal: deadline.signal });
      const error = errorIn(attempt, body);
      if (error === undefined) return body;
      throw error;
    } catch (thrown) {
      if (thrown instanceof IdentityError) throw thrown;
      const ended = { isOver: deadline.isOver(), isAborted: signal.aborted };
      const { origin } = new URL(this.host);
      throw errorOfFailure(thrown, { ...attempt, ...ended, origin, timeout });
    } finally {
      deadline.clear();
    }
  }
}

/** What the vendor itself refuses before it sends anything is the caller's mistake. */
async function runVendor<T>(run: () => T): Promise<Awaited<T>> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof IdentityError) throw error;
    const message = error instanceof Error ? error.message : String(error);
    throw new UsageError(`authing-node-sdk refuses: ${message}`);
  }
}

/** Waits, unless the caller gives up first. */
async function unlessAborted<T>(promise: Promise<T>, { signal, attempt }: Sending): Promise<T> {
  try {
    return await waitFor(promise, signal);
  } catch (cause) {
    if (!signal.aborted) throw cause;
    throw new AbortedError(`${attempt.method} ${attempt.path} was aborted by the caller`, {
      cause,
    });
  }
}
