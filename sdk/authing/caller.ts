import { inAttempts, type Attempted } from "../transport/attempts";
import { startDeadline } from "../transport/deadline";
import { IdentityError, UsageError } from "../transport/errors";
import { Redaction } from "../transport/redaction";
import { outcomeOf, type RequestEvent } from "../transport/request-event";
import { dataIn, errorIn, type Check } from "./envelope";
import { errorOfFailure } from "./failure";
import { checkTimeout, type Asked, type CallOptions, type CompleteOptions } from "./options";
import { truly } from "./repeatable";
import { withoutNothings } from "./nothings";
import type { VendorClient, VendorHttp, VendorRequest } from "./vendor";

/** One request of a call, with who may end it. */
interface Sending {
  readonly http: VendorHttp;
  readonly config: VendorRequest;
  readonly asked: Asked;
  readonly check: Check | undefined;
  readonly timeout: number;
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
   * @param check looks at the data of the answer's envelope
   * @returns the `data` of the answer's envelope, or what the method makes of an answer without
   * @throws IdentityError of every kind
   */
  async call(
    method: keyof V,
    args: unknown[],
    options: CallOptions = {},
    check?: Check,
  ): Promise<unknown> {
    const vendor = await this.client();
    let last: { path: string; body: unknown } | undefined;
    const request = async (config: VendorRequest) => {
      const body = await this.send(vendor.httpClient, config, options, check);
      last = { path: this.pathOf(config), body };
      return body;
    };
    // A stand-in for this call alone: its options reach the door through no shared place.
    const own = Object.create(vendor, { httpClient: { value: { request } } }) as V;
    const answer = await runVendor(() => (own[method] as Method).apply(own, args));
    return last !== undefined && answer === last.body ? dataIn(last.path, answer) : answer;
  }

  /**
   * Posts to an endpoint that the vendor's client has no method for.
   * @returns the `data` of the answer's envelope
   * @throws IdentityError of every kind
   */
  async post(url: string, data: unknown, options: CallOptions = {}): Promise<unknown> {
    const { httpClient } = await this.client();
    const config = { method: "POST", url, data };
    return dataIn(url, await runVendor(() => this.send(httpClient, config, options, undefined)));
  }

  /** Without the host, which few have, and with the name of the only id that is in one. */
  private pathOf({ url }: VendorRequest): string {
    return url.replace(this.host, "").replace(/^\/cas-idp\/[^/]+/, "/cas-idp/:appId");
  }

  private async send(
    http: VendorHttp,
    config: VendorRequest,
    options: CallOptions,
    check: Check | undefined,
  ): Promise<unknown> {
    const given = [this.options.signal, options.signal].filter((signal) => signal !== undefined);
    const signal = AbortSignal.any(given);
    const timeout = checkTimeout(options.timeout ?? this.options.timeout);
    const asked = { method: config.method, path: this.pathOf(config) };
    // The authentication client would send no language.
    const headers = { "x-authing-lang": this.options.lang, ...config.headers };
    const clean = { ...config, ...withoutNothings(config), headers };
    const sending = { http, config: clean, asked, check, timeout, signal };
    const what = { ...attempted(asked), options, signal };
    const attemptOnce = (attempt: number) => this.reported(attempt, sending);
    return await inAttempts(what, this.options, { attemptOnce });
  }

  private async reported(attempt: number, sending: Sending): Promise<unknown> {
    const { method, path } = sending.asked;
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

  private async once({ http, config, asked, check, timeout, signal }: Sending): Promise<unknown> {
    const deadline = startDeadline(timeout < 0 ? -1 : timeout / 1000, signal);
    const redaction = new Redaction({ ...config, query: config.params, body: config.data });
    try {
      const body = await http.request({ ...config, signal: deadline.signal });
      const error = errorIn(asked, body, check) && errorIn(asked, redaction.value(body), check);
      if (error === undefined) return body;
      throw error;
    } catch (thrown) {
      if (thrown instanceof IdentityError) throw thrown;
      const ended = { isOver: deadline.isOver(), isAborted: signal.aborted };
      const { origin } = new URL(this.host);
      const { maxResponseSize } = this.options;
      const going = { ...asked, ...ended, origin, timeout, maxResponseSize };
      throw errorOfFailure(thrown, { ...going, redaction });
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

/** What the policy and the gate are told: the method that it is in truth. */
function attempted({ method, path }: Asked): Pick<Attempted, "request" | "label"> {
  const named = { value: path, template: path, label: path };
  return { request: { method: truly(method, path), path: named }, label: `${method} ${path}` };
}
