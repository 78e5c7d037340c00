import http from "node:http";
import type { AddressInfo } from "node:net";
import { json } from "node:stream/consumers";

/** What is answered in place of the server: after it has done what was asked, or without asking it. */
export interface FaultyAnswer {
  readonly after?: true;
  readonly status?: number;
  readonly body?: unknown;
  /** Makes the body of the server's own, which has been asked then. */
  readonly from?: (own: unknown) => unknown;
}

/** Stands before a server, passes all on as it came, signatures too, and makes fail what it is told to. */
export interface PassThrough {
  readonly url: string;
  /** `POST create-user`, in order. */
  readonly met: string[];
  fault: (request: string) => FaultyAnswer | undefined;
  close(): Promise<void>;
}

/**
 * @param to the server, or says for each request which of many that share this address
 * @param latency milliseconds before each request is passed on
 */
export async function passThrough(to: string | (() => string), latency = 0): Promise<PassThrough> {
  const leadsTo = typeof to === "string" ? () => to : to;
  const self: Omit<PassThrough, "url" | "close"> = { met: [], fault: () => undefined };
  const server = http.createServer((request, response) => {
    const target = leadsTo();
    const path = new URL(request.url ?? "", target).pathname.replace(
      /^\/(api\/v3|siteapi\/v1)\//,
      "",
    );
    const what = `${request.method} ${path}`;
    self.met.push(what);
    const fault = self.fault(what);
    const answer = ({ status = 200, body }: FaultyAnswer) =>
      response
        .writeHead(status, { "content-type": "application/json" })
        .end(typeof body === "string" ? body : JSON.stringify(body));
    if (fault && !fault.after && !fault.from) return void answer(fault);
    const options = { method: request.method, headers: request.headers };
    const onward = http.request(target + request.url, options, (got) => {
      if (fault?.from) {
        return void json(got).then((own) => answer({ ...fault, body: fault.from?.(own) }));
      }
      if (fault) return void got.resume().on("end", () => answer(fault));
      response.writeHead(got.statusCode ?? 502, got.headers);
      got.pipe(response);
    });
    if (latency > 0) setTimeout(() => request.pipe(onward), latency);
    else request.pipe(onward);
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  server.unref();
  const { port } = server.address() as AddressInfo;
  const close = () => {
    server.closeAllConnections();
    return new Promise<void>((done) => server.close(() => done()));
  };
  return Object.assign(self, { url: `http://127.0.0.1:${port}`, close });
}
