/** How a server of either API is started. */
export interface CommonOptions {
  /** The port; 0 takes a free one. @default 0 */
  port?: number;
  /** The address to listen on; another than loopback needs `allowRemote`. @default "127.0.0.1" */
  host?: string;
  /** Lets other machines in. The server is for development: think first. @default false */
  allowRemote?: boolean;
  /** The SQLite file, or `":memory:"`. @default ":memory:" */
  data?: string;
  /** Delays every answer, milliseconds. @default 0 */
  latency?: number;
  /** The share of requests answered with 500: half of them after what they asked was done. @default 0 */
  errorRate?: number;
  /** Requests a second before 429 with Retry-After. @default no limit */
  rateLimit?: number;
  /** Receives lines for whoever runs the server, the codes of the development SMS sender too. */
  log?: (line: string) => void;
}

/** How an ArkID-compatible server is started. */
export interface ServerOptions extends CommonOptions {
  api?: "arkid";
  /** The password of `admin`. @default the one in the data file, else a generated one */
  adminPassword?: string;
  /** Answers 500 to concurrent transactions, as the reference server on SQLite does. @default false */
  lockErrors?: boolean;
  /** A file that `dump` wrote; loaded into a fresh data file. */
  seed?: string;
}

/** How an Authing-compatible server is started. */
export interface AuthingOptions extends CommonOptions {
  api: "authing";
  /** Names the management client. @default the one in the data file, else a generated one */
  accessKeyId?: string;
  /** Its secret. @default the one in the data file, else a generated one */
  accessKeySecret?: string;
  /**
   * Shares of requests, 0 to 1, that meet something else than a crash: 429 inside HTTP 200
   * (`throttle`), `success: false`, half of them undone (`unsuccessful`), a page of HTML with status
   * 200 (`html`) or 502 (`bad-gateway`), no answer at all (`hang`). @default none
   */
  badDay?: Partial<Record<"throttle" | "unsuccessful" | "html" | "bad-gateway" | "hang", number>>;
}

/** A server that runs. */
export interface RunningServer {
  /** `http://127.0.0.1:PORT`. */
  url: string;
  /** The password of `admin`; only where this start set it. */
  adminPassword: string | undefined;
  /** Answers what is under way, then stops. */
  close: () => Promise<void>;
}

/** An Authing-compatible server that runs. */
export interface RunningAuthingServer {
  /** `http://127.0.0.1:PORT`: the `host` of a client. */
  url: string;
  /** The one user pool. */
  userPoolId: string;
  accessKeyId: string;
  accessKeySecret: string;
  /** Answers what is under way, then stops. */
  close: () => Promise<void>;
}

const LOOPBACK = /^(127\.\d+\.\d+\.\d+|::1|localhost)$/;

/** Refuses options that can't be meant; throws an error of one sentence. */
export function checkOptions(options: CommonOptions): void {
  const { port, host, latency, errorRate, rateLimit } = options;
  if (port !== undefined && !(Number.isInteger(port) && port >= 0 && port < 65536)) {
    throw new Error(`the port must be a number from 0 to 65535, not ${port}`);
  }
  if (host !== undefined && !LOOPBACK.test(host) && !options.allowRemote) {
    throw new Error(
      `the host ${host} is not loopback: give --allow-remote (allowRemote) to let other machines in`,
    );
  }
  if (latency !== undefined && !(latency >= 0 && latency <= 600_000)) {
    throw new Error(`the latency must be milliseconds from 0 to 600000, not ${latency}`);
  }
  if (errorRate !== undefined && !(errorRate >= 0 && errorRate <= 1)) {
    throw new Error(`the error rate must be a share from 0 to 1, not ${errorRate}`);
  }
  if (rateLimit !== undefined && !(rateLimit > 0 && Number.isFinite(rateLimit))) {
    throw new Error(
      `the rate limit must be a number of requests a second above 0, not ${rateLimit}`,
    );
  }
}
