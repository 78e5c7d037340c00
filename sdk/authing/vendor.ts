import { createRequire } from "node:module";

/** One request, as the vendor's methods describe it. */
export interface VendorRequest {
  readonly method: string;
  /** Below the host; in a few the host is in it. */
  readonly url: string;
  readonly params?: unknown;
  readonly data?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** What sends it in the end, in place of axios. */
  readonly adapter?: (made: MadeRequest) => Promise<MadeAnswer>;
}

/** A request as it is to be sent: signed, and its data a text. */
export interface MadeRequest {
  readonly method?: string;
  readonly url?: string;
  readonly data?: unknown;
  readonly headers: Iterable<[string, unknown]>;
}

/** What axios wants to know of an answer; of a text it parses JSON. */
export interface MadeAnswer {
  readonly status: number;
  readonly statusText: string;
  readonly data: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly config: MadeRequest;
}

/** The vendor's own door to HTTP: it signs. Private there, and the one seam that all methods share. */
export interface VendorHttp {
  request(config: VendorRequest): Promise<unknown>;
  readonly axios: {
    readonly defaults: Record<string, unknown>;
    /** The address with its query, encoded as it was signed. */
    getUri(made: MadeRequest): string;
  };
}

/** A client of the vendor's, with what its type hides. */
export interface VendorClient {
  readonly httpClient: VendorHttp;
  /** What it was made of, with its defaults. */
  readonly options: object;
}

/** Milliseconds; an attempt has a deadline of its own, over all of it, and axios sends nothing. */
export const NO_TIMEOUT = 2_000_000_000;

/**
 * Makes a client of the vendor's and puts right what its constructor leaves behind: the process-wide
 * base URL of axios, which would lead every other user of axios to this host, is given back.
 */
export function equip<V>(host: string, make: () => V): V & VendorClient {
  const client = keepingDefaults(make) as V & VendorClient;
  client.httpClient.axios.defaults["baseURL"] = host;
  return client;
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
