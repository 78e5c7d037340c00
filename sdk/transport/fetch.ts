import { makeAgent, type AgentOptions } from "./agent";

/** What the transport asks of `fetch`; the platform's own fits. */
export interface FetchInit {
  method: string;
  headers: Record<string, string>;
  body?: string;
  /** Redirects are the transport's own business. */
  redirect: "manual";
  signal?: AbortSignal;
}

/** What the transport reads of an answer's headers. */
export interface FetchHeaders {
  /** Calls back for every header. */
  forEach(each: (value: string, name: string) => void): void;
}

/** What the transport reads of an answer. */
export interface FetchResponse {
  readonly status: number;
  /** The platform's and node-fetch's Headers both fit. */
  readonly headers: FetchHeaders;
  /** The body as a stream of bytes, decoded; without one `text` is read, however long it is. */
  readonly body?: unknown;
  /** The whole body, decoded. */
  text(): Promise<string>;
}

/** A `fetch`: node-fetch, the platform's own, or a stand-in. */
export type Fetch = (url: string, init: FetchInit) => Promise<FetchResponse>;

/**
 * node-fetch 3 over a keep-alive agent of its own. `HTTPS_PROXY`, `HTTP_PROXY`, `ALL_PROXY` and
 * `NO_PROXY` are honoured. node-fetch is an ES module, so it is reached by a real `import()`.
 */
export function nodeFetch(options: AgentOptions): Fetch {
  const agents = new Map<string, ReturnType<typeof makeAgent>>();
  const agentFor = (protocol: string) => {
    const known = agents.get(protocol) ?? makeAgent(protocol === "https:", options);
    agents.set(protocol, known);
    return known;
  };
  // Once: Node resolves the name anew at each import.
  let loaded: Promise<typeof import("node-fetch")> | undefined;
  return async (url, init) => {
    const { default: fetch } = await (loaded ??= import("node-fetch"));
    const agent = await agentFor(new URL(url).protocol);
    // Given an ended signal and a body, node-fetch breaks the body's stream, which nobody hears.
    init.signal?.throwIfAborted();
    return fetch(url, { ...init, agent });
  };
}
