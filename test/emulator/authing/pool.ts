import { ManagementClient } from "authing-node-sdk";
import { createHmac, randomBytes } from "node:crypto";
import { type OpenAuthingServer, openAuthing } from "../../../emulator/authing/start";

type Options = Partial<Parameters<typeof openAuthing>[0]>;

/** The body of an answer. */
export interface Envelope {
  statusCode: number;
  message: string;
  apiCode?: number;
  requestId?: string;
  data?: Record<string, unknown>;
}

/** A server, the vendor's client for it, and a way to send what that client never would. */
export class TestPool {
  private constructor(
    readonly server: OpenAuthingServer,
    readonly client: ManagementClient,
  ) {}

  static async start(options: Options = {}): Promise<TestPool> {
    const server = await openAuthing({ ...options, api: "authing" });
    const { url: host, accessKeyId, accessKeySecret } = server;
    return new TestPool(server, new ManagementClient({ host, accessKeyId, accessKeySecret }));
  }

  /** A management token, as the Python client gets it. */
  async token(): Promise<string> {
    const { accessKeyId, accessKeySecret } = this.server;
    const { data } = await this.send("POST", "get-management-token", {
      body: { accessKeyId, accessKeySecret },
      headers: {},
    });
    return String(data?.["access_token"]);
  }

  /** Sends a request with the given headers, by default with a management token. */
  async send(
    method: string,
    path: string,
    { body, headers }: { body?: unknown; headers?: Record<string, string> } = {},
  ): Promise<Envelope> {
    const authorized = headers ?? { authorization: `Bearer ${await this.token()}` };
    const response = await fetch(`${this.server.url}/api/v3/${path}`, {
      method,
      headers: { "content-type": "application/json", ...authorized },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    if (response.status !== 200) throw new Error(`HTTP ${response.status} to ${path}`);
    return (await response.json()) as Envelope;
  }

  /** The headers of a signed request without a bag, some of them replaced or (`undefined`) left out. */
  signed(
    method: string,
    path: string,
    changes: Record<string, string | undefined> = {},
    secret = this.server.accessKeySecret,
  ): Record<string, string> {
    const all = {
      date: new Date().toUTCString(),
      "x-authing-signature-nonce": randomBytes(8).toString("hex"),
      ...changes,
    };
    const headers = Object.fromEntries(Object.entries(all).filter(([, value]) => value)) as Record<
      string,
      string
    >;
    const lines = Object.keys(headers)
      .sort()
      .map((name) => `${name}:${headers[name]}\n`);
    const text = `${method}\n${lines.join("")}/api/v3/${path}`;
    const signature = createHmac("sha1", secret).update(text).digest("base64");
    return { ...headers, authorization: `authing ${this.server.accessKeyId}:${signature}` };
  }

  close(): Promise<void> {
    return this.server.close();
  }
}
