import { Agent, request } from "node:http";

/** How a run of requests went. */
export interface Run {
  requests: number;
  errors: number;
  perSecond: number;
  /** Milliseconds. */
  median: number;
  slowest: number;
}

/** A client that keeps its connections, so that the server's time is what is measured. */
export class Client {
  private readonly agent = new Agent({ keepAlive: true });

  constructor(
    private readonly url: string,
    private readonly token = "",
  ) {}

  /** Sends one request and answers status and text. */
  send(method: string, path: string, body?: unknown): Promise<{ status: number; text: string }> {
    const { hostname, port } = new URL(this.url);
    const data = body === undefined ? undefined : Buffer.from(JSON.stringify(body));
    return new Promise((resolve, reject) => {
      const sent = request(
        {
          agent: this.agent,
          hostname,
          port,
          method,
          path: `/siteapi/v1/${path}`,
          headers: {
            ...(this.token && { authorization: `Token ${this.token}` }),
            ...(data && { "content-type": "application/json", "content-length": data.length }),
          },
        },
        (response) => {
          const chunks: Buffer[] = [];
          response.on("data", (chunk: Buffer) => chunks.push(chunk));
          response.on("error", reject);
          response.on("end", () =>
            resolve({
              status: response.statusCode ?? 0,
              text: Buffer.concat(chunks).toString("utf8"),
            }),
          );
        },
      );
      sent.on("error", reject);
      sent.end(data);
    });
  }

  /** The same with a token. */
  as(token: string): Client {
    return new Client(this.url, token);
  }

  close(): void {
    this.agent.destroy();
  }
}

/** Sends `count` requests, so many at a time. Anything but a 2xx is an error. */
export async function run(
  count: number,
  concurrency: number,
  send: (index: number) => Promise<{ status: number }>,
): Promise<Run> {
  const times: number[] = [];
  let next = 0;
  let errors = 0;
  const started = performance.now();
  const worker = async () => {
    for (let index = next++; index < count; index = next++) {
      const before = performance.now();
      const { status } = await send(index);
      times.push(performance.now() - before);
      if (status >= 300) errors++;
    }
  };
  await Promise.all(Array.from({ length: concurrency }, worker));
  const seconds = (performance.now() - started) / 1000;
  times.sort((a, b) => a - b);
  return {
    requests: count,
    errors,
    perSecond: count / seconds,
    median: times[Math.floor(times.length / 2)] ?? 0,
    slowest: times.at(-1) ?? 0,
  };
}
