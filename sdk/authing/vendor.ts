import { createRequire } from "node:module";
import { connectTimeout, makeAgent } from "../transport/agent";
import type { CompleteOptions } from "./options";

/** One request, as the vendor's methods describe it. */
export interface VendorRequest {
  readonly method: string;
  /** Below the host; in a few the host is in it. */
  readonly url: string;
  readonly params?: unknown;
  readonly data?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
}

/** The vendor's own door to HTTP: it signs. Private there, and the one seam that all methods share. */
export interface VendorHttp {
  request(config: VendorRequest): Promise<unknown>;
  readonly axios: { readonly defaults: Record<string, unknown> };
}

/** A client of the vendor's, with what its type hides. */
export interface VendorClient {
  readonly httpClient: VendorHttp;
}

/** Milliseconds; an attempt has a deadline of its own, over all of it. */
export const NO_TIMEOUT = 2_000_000_000;

/**
 * Makes a client of the vendor's and puts right what its constructor leaves behind: the process-wide
 * base URL of axios, which would lead every other user of axios to this host, is given back. The new
 * client gets agents of its own (it would ignore caFile, proxies by NO_PROXY and keep-alive), and
 * follows no redirect, which would carry the signature to another server, and reads no answer without
 * end (axios counts it decoded).
 */
export async function equip<V>(
  host: string,
  options: CompleteOptions,
  make: () => V,
): Promise<V & VendorClient> {
  const [httpAgent, httpsAgent] = await agents(options);
  const client = keepingDefaults(make) as V & VendorClient;
  const own = {
    ...{ baseURL: host, httpAgent, httpsAgent, proxy: false, maxRedirects: 0 },
    maxContentLength: options.maxResponseSize,
  };
  Object.assign(client.httpClient.axios.defaults, own);
  return client;
}

function agents({ timeout, caFile, rejectUnauthorized }: CompleteOptions) {
  const seconds = connectTimeout(timeout < 0 ? timeout : timeout / 1000);
  const how = { caFile, rejectUnauthorized, connectTimeout: seconds };
  return Promise.all([makeAgent(false, how), makeAgent(true, how)]);
}

function keepingDefaults<T>(make: () => T): T {
  const vendorRequire = createRequire(require.resolve("authing-node-sdk"));
  const { defaults } = vendorRequire("axios") as { defaults: { baseURL?: string | undefined } };
  const { baseURL } = defaults;
  try {
    return make();
  } finally {
    defaults.baseURL = baseURL;
  }
}
