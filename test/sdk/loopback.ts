import http from "node:http";
import type { AddressInfo } from "node:net";

/** A request as the server met it. */
export interface Met {
  method: string;
  /** Encoded, with its query. */
  url: string;
  headers: http.IncomingHttpHeaders;
  /** Parsed, where it was JSON. */
  body: unknown;
}

/** What to answer: a JSON body unless `text` is given. */
export interface Answer {
  status?: number;
  headers?: Record<string, string>;
  body?: unknown;
  text?: string;
  /** Break the connection instead. */
  hangUp?: boolean;
  /** Never answer. */
  silence?: boolean;
}

/** A real server on a free loopback port that answers by a function and remembers what it met. */
export interface Loopback {
  url: string;
  met: Met[];
  answer: (met: Met) => Answer | Promise<Answer>;
  server: http.Server;
  close(): Promise<void>;
}

async function readBody(request: http.IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString("utf8");
  if (text === "") return undefined;
  return request.headers["content-type"]?.includes("json") ? JSON.parse(text) : text;
}

function write(response: http.ServerResponse, given: Answer): void {
  if (given.silence) return;
  if (given.hangUp) return void response.socket?.destroy();
  const isJson = given.text === undefined && given.body !== undefined;
  const text = given.text ?? (isJson ? JSON.stringify(given.body) : "");
  const type = isJson ? { "content-type": "application/json" } : {};
  response.writeHead(given.status ?? 200, { ...type, ...given.headers });
  response.end(text);
}

/** Starts a server; {@link Loopback.answer} may be replaced at any time. */
export async function loopback(
  answer: Loopback["answer"],
  make: (handler: http.RequestListener) => http.Server = (handler) => http.createServer(handler),
): Promise<Loopback> {
  const server = make((request, response) => {
    void readBody(request).then(async (body) => {
      const { method = "", url = "", headers } = request;
      const met = { method, url, headers, body };
      loop.met.push(met);
      write(response, await loop.answer(met));
    });
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as AddressInfo;
  const loop: Loopback = {
    url: `http://127.0.0.1:${port}`,
    met: [],
    answer,
    server,
    close: () => {
      server.closeAllConnections();
      return new Promise((done) => server.close(() => done()));
    },
  };
  return loop;
}
