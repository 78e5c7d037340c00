import { request as httpRequest } from "node:http";
import { type Bindings } from "./bindings";
import { type Answer, type RecordedRequest } from "./pair";

/** Sends a recorded request, in today's terms, byte for byte as it was. */
export function sendRecorded(
  origin: string,
  recorded: RecordedRequest,
  bindings: Bindings,
): Promise<Answer> {
  const body = bytesOf(recorded, bindings);
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(recorded.headers))
    headers[name] = bindings.text(value);
  if (body) headers["Content-Length"] = String(body.length);
  const { hostname, port } = new URL(origin);
  return new Promise((resolve, reject) => {
    const request = httpRequest(
      {
        hostname,
        port,
        method: recorded.method,
        path: pathOf(recorded, bindings),
        headers,
        agent: false,
      },
      (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.on("end", () => {
          const text = Buffer.concat(chunks).toString("utf8");
          resolve({ status: response.statusCode ?? 0, body: parse(text) });
        });
        response.on("error", reject);
      },
    );
    // A connection that is cut without an answer is a difference like any other.
    request.on("error", (error) => resolve({ status: 0, body: error.message }));
    request.end(body);
  });
}

function parse(text: string): unknown {
  if (text === "") return null;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

/** The path as Python's client sends it: what a URL can't hold is escaped, the rest is left. */
function pathOf({ path, query }: RecordedRequest, bindings: Bindings): string {
  const escaped = bindings.text(path).replace(/[^\x21-\x7e]+|["<>\\^`{}]/g, encodeURIComponent);
  const pairs = Object.entries(query ?? {}).map(
    ([name, value]) => [name, bindings.text(String(value))] as [string, string],
  );
  if (pairs.length === 0) return escaped;
  return `${escaped}?${new URLSearchParams(pairs).toString()}`;
}

const LARGE = /^<3 MiB: /;

function bytesOf({ body }: RecordedRequest, bindings: Bindings): Buffer | undefined {
  if (body === null || body === undefined) return undefined;
  if (typeof body !== "string") return Buffer.from(JSON.stringify(bindings.translate(body)));
  if (LARGE.test(body)) {
    return Buffer.from(JSON.stringify({ name: "y".repeat(3 * 1024 * 1024) }));
  }
  // A recording is text: a byte that is none was kept as the replacement character.
  return Buffer.concat(
    bindings
      .text(body)
      .split("\ufffd")
      .flatMap((part, index) => [...(index > 0 ? [Buffer.from([0xff])] : []), Buffer.from(part)]),
  );
}
