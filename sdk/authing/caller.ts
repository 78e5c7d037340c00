import { inAttempts, type Attempted } from "../transport/attempts";
import type { Method as HttpMethod } from "../transport/api-request";
import { fromCaller } from "../transport/call-site";
import { anySignal } from "../transport/deadline";
import { IdentityError, UsageError } from "../transport/errors";
import { exchange } from "../transport/exchange";
import { observed } from "../transport/observers";
import type { ApiPath } from "../transport/path";
import type { Query } from "../transport/query";
import { Redaction } from "../transport/redaction";
import type { ApiResponse } from "../transport/response";
import { showingAnswer, type OnAnswer } from "../transport/show-answer";
import { checkTimeout } from "../transport/timeout";
import { USER_AGENT } from "../version";
import { dataIn, errorIn, type Check } from "./envelope";
import { toError } from "./failure";
import type { Asked, CallOptions, CompleteOptions } from "./options";
import { truly } from "./repeatable";
import { withoutNothings } from "./nothings";
import type { MadeRequest, VendorClient, VendorHttp, VendorRequest } from "./vendor";

/** One request of a call, with who may end it. */
interface Sending {
  readonly http: VendorHttp;
  readonly config: VendorRequest;
  readonly asked: Asked;
  readonly check: Check | undefined;
  /** Seconds. */
  readonly timeout: number;
  /** The caller's. */
  readonly signal: AbortSignal;
  readonly onAnswer: OnAnswer;
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
    return fromCaller(() => runVendor(async () => await how(await this.client())));
  }

  private client(): Promise<V> {
    this.vendor ??= this.load();
    return this.vendor;
  }

  /**
   * Calls a method of the vendor's.
   * @param check looks at the data of the answer's envelope
   * @param settings in place of the vendor's own, for this call alone
   * @returns the `data` of the answer's envelope, or what the method makes of an answer without
   * @throws IdentityError of every kind
   */
  call(
    method: keyof V,
    args: unknown[],
    options: CallOptions = {},
    check?: Check,
    settings?: object,
  ): Promise<unknown> {
    return fromCaller(() => this.ask(method, args, options, check, settings));
  }

  private async ask(
    method: keyof V,
    args: unknown[],
    options: CallOptions,
    check: Check | undefined,
    settings: object | undefined,
  ): Promise<unknown> {
    const vendor = await this.client();
    let last: { path: string; body: unknown } | undefined;
    const request = async (config: VendorRequest) => {
      const body = await this.send(vendor.httpClient, config, options, check);
      last = { path: this.pathOf(config), body };
      return body;
    };
    // A stand-in for this call alone: its options reach the door through no shared place.
    const own = Object.create(vendor, {
      httpClient: { value: { request } },
      ...(settings && { options: { value: { ...vendor.options, ...settings } } }),
    }) as V;
    if (typeof own[method] !== "function") {
      throw new UsageError(`authing-node-sdk has no method ${String(method)}`, "method");
    }
    const answer = await runVendor(() => (own[method] as Method).apply(own, args));
    return last !== undefined && answer === last.body ? dataIn(last.path, answer) : answer;
  }

  /**
   * Gets what the vendor's client has no method for.
   * @returns the `data` of the answer's envelope, or an answer without one
   * @throws IdentityError of every kind
   */
  async get(url: string, options: CallOptions = {}): Promise<unknown> {
    const { httpClient } = await this.client();
    const config = { method: "GET", url };
    return dataIn(url, await runVendor(() => this.send(httpClient, config, options, undefined)));
  }

  /**
   * Posts to an endpoint that the vendor's client has no method for.
   * @returns the `data` of the answer's envelope
   * @throws IdentityError of every kind
   */
  post(url: string, data: unknown, options: CallOptions = {}): Promise<unknown> {
    return fromCaller(async () => {
      const { httpClient } = await this.client();
      return dataIn(url, await this.send(httpClient, { method: "POST", url, data }, options));
    });
  }

  /** Without the host, which few have, and with the name of the only id that is in one. */
  private pathOf({ url }: VendorRequest): string {
    return url.replace(this.host, "").replace(/^\/cas-idp\/[^/]+/, "/cas-idp/:appId");
  }

  private async send(
    http: VendorHttp,
    config: VendorRequest,
    options: CallOptions,
    check?: Check,
  ): Promise<unknown> {
    const signal = anySignal(this.options.signal, options.signal);
    const timeout = checkTimeout(options.timeout ?? this.options.timeout);
    const asked = { method: config.method, path: this.pathOf(config) };
    // The authentication client would send no language.
    const headers = { "x-authing-lang": this.options.lang, ...config.headers };
    const clean = { ...config, ...withoutNothings(config), headers };
    const what = { ...attempted(asked), options, signal };
    return await showingAnswer(options, async (onAnswer) => {
      const sending = { http, config: clean, asked, check, timeout, signal, onAnswer };
      const attemptOnce = (attempt: number) => {
        onAnswer(undefined);
        return observed(this.options, { ...asked, attempt }, () => this.once(sending));
      };
      return (await inAttempts(what, this.options, { attemptOnce })).body;
    });
  }

  /** The vendor's code makes and signs the request; what goes out and comes back is ours. */
  private async once(sending: Sending): Promise<{ status: number; body: unknown }> {
    const { http, config, asked, check } = sending;
    let sent: Readonly<Record<string, string>> = {};
    let answered: Readonly<Record<string, string>> = {};
    const adapter = async (made: MadeRequest) => {
      sent = headersOf(made);
      const { status, headers, text: data } = await this.exchange(made, sending);
      answered = headers;
      return { status, statusText: "", data, headers, config: made };
    };
    const body = await runVendor(() => http.request({ ...config, adapter }));
    if (errorIn(asked, body, answered, check) === undefined) return { status: 200, body };
    const said = { headers: sent, query: config.params, body: config.data };
    const redaction = new Redaction(said);
    const error = errorIn(asked, redaction.value(body), redaction.headers(answered), check);
    if (error === undefined) return { status: 200, body };
    throw error;
  }

  private exchange(made: MadeRequest, sending: Sending): Promise<ApiResponse> {
    const { http, config, asked, timeout, signal, onAnswer } = sending;
    const { fetch, maxResponseSize } = this.options;
    const text = typeof made.data === "string" ? made.data : undefined;
    const method = config.method as HttpMethod;
    const request = { method, path: named(asked.path), query: config.params as Query, text };
    return exchange({
      ...{ url: http.axios.getUri(made), fetch, request, headers: headersOf(made) },
      ...{ timeout, maxResponseSize, signal, toError, onAnswer, followsRedirects: false },
    });
  }
}

/** Axios keeps those that are not to be sent as false or null. */
function headersOf({ headers }: MadeRequest): Record<string, string> {
  const sent = [...headers].filter(([, value]) => value != null && value !== false);
  const told = sent.map(([name, value]) => [name, String(value)]);
  return { "user-agent": USER_AGENT, ...(Object.fromEntries(told) as Record<string, string>) };
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
  const request = { method: truly(method, path), path: named(path) };
  return { request, label: `${method} ${path}` };
}

const named = (path: string): ApiPath => ({ value: path, template: path, label: path });
