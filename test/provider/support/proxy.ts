import http from "node:http";
import type { AddressInfo } from "node:net";

/**
 * What becomes of a request: passed on; done, but its answer lost; done, but answered with 500; not
 * done, and answered with 500; not done, and answered with 403 or 429.
 */
export type Fault = "pass" | "lose" | "fail" | "refuse" | "deny" | "throttle" | Foreign;

/** An answer that is not the server's: a gateway's, a portal's, a stale cache's. */
export interface Foreign {
  readonly name: string;
  readonly status: number;
  readonly text: string;
  /** @default application/json */
  readonly type?: string;
  readonly location?: string;
  /** The server got the request all the same. */
  readonly isDone?: true;
}

export const unrouted: Foreign = {
  name: "a gateway's 404",
  status: 404,
  text: '{"message":"no Route matched with those values"}',
};

export const busy: Foreign = {
  name: "200 and system busy",
  status: 200,
  text: '{"code":500,"message":"system busy"}',
};

/** A request that the proxy met: `POST user/`. */
export type Met = string;

/** Stands between a provider and a server, remembers what passes, and makes fail what it is told to. */
export interface Proxy {
  readonly url: string;
  readonly met: Met[];
  fault: (request: Met, times: number) => Fault;
  /** Happens before a request is passed on. */
  before: (request: Met) => Promise<void>;
  close(): Promise<void>;
}

const JSON_TYPE = { "content-type": "application/json" };

export async function proxy(target: string): Promise<Proxy> {
  const met: Met[] = [];
  const server = http.createServer((request, response) => {
    const what = `${request.method ?? ""} ${(request.url ?? "").replace("/siteapi/v1/", "")}`;
    met.push(what);
    const fault = self.fault(what, met.filter((one) => one === what).length);
    if (fault === "refuse") return void response.writeHead(500).end();
    if (fault === "throttle") return void response.writeHead(429, { "retry-after": "0" }).end();
    if (fault === "deny") return void response.writeHead(403, JSON_TYPE).end('{"detail":"no"}');
    if (typeof fault === "object" && !fault.isDone) return tell(response, fault);
    void self.before(what).then(() => pass(target, request, response, fault));
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  // A test that fails before it closes the proxy must not keep the run from ending.
  server.unref();
  server.on("connection", (socket) => socket.unref());
  const self: Proxy = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    met,
    fault: () => "pass",
    before: () => Promise.resolve(),
    close: () => {
      server.closeAllConnections();
      return new Promise((done) => server.close(() => done()));
    },
  };
  return self;
}

async function pass(
  target: string,
  request: http.IncomingMessage,
  response: http.ServerResponse,
  fault: Fault,
): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const { authorization = "", "content-type": type = "application/json" } = request.headers;
  const answer = await fetch(target + (request.url ?? ""), {
    method: request.method ?? "GET",
    headers: { "content-type": type, ...(authorization && { authorization }) },
    ...(chunks.length > 0 && { body: Buffer.concat(chunks) }),
  });
  const text = await answer.text();
  if (fault === "lose") return void response.socket?.destroy();
  if (typeof fault === "object") return tell(response, fault);
  const status = fault === "fail" ? 500 : answer.status;
  response.writeHead(status, { "content-type": answer.headers.get("content-type") ?? "" });
  response.end(text);
}

function tell(response: http.ServerResponse, { status, text, type, location }: Foreign): void {
  const headers = {
    ...JSON_TYPE,
    ...(type && { "content-type": type }),
    ...(location && { location }),
  };
  response.writeHead(status, headers).end(text);
}
