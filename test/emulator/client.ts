import { type OpenServer, type ReferenceOptions, open } from "../../emulator/start";

/** An answer with its body parsed where it is JSON. */
export interface Answer {
  status: number;
  body: Record<string, unknown>;
  headers: Headers;
}

/** A server and a way to talk to it over real HTTP. */
export class TestServer {
  private constructor(
    readonly server: OpenServer,
    readonly admin: string,
  ) {}

  static async start(options: ReferenceOptions = {}): Promise<TestServer> {
    const server = await open({ adminPassword: "admin", ...options });
    // On a bad day the first login may fail too.
    let admin = "undefined";
    while (admin === "undefined") admin = await login(server.url, "admin", "admin");
    return new TestServer(server, admin);
  }

  /** Sends a request below the API's prefix; as `admin` unless a token (or none, "") is given. */
  async send(method: string, path: string, body?: unknown, token = this.admin): Promise<Answer> {
    return send(this.server.url, method, path, body, token);
  }

  /** Creates a user with a password and returns their token. */
  async user(username: string): Promise<string> {
    await this.send("POST", "user/", { user: { username, name: username, password: "pw123456" } });
    return login(this.server.url, username, "pw123456");
  }

  /** Creates an org and answers it. */
  async org(name: string, token = this.admin): Promise<Record<string, unknown>> {
    const { body } = await this.send("POST", "org/", { name }, token);
    return body;
  }

  close(): Promise<void> {
    return this.server.close();
  }
}

/** Sends a JSON request to a server anywhere. */
export async function send(
  url: string,
  method: string,
  path: string,
  body: unknown,
  token: string,
): Promise<Answer> {
  const response = await fetch(`${url}/siteapi/v1/${path}`, {
    method,
    redirect: "manual",
    headers: {
      ...(token && { authorization: `Token ${token}` }),
      ...(body !== undefined && { "content-type": "application/json" }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  const json = response.headers.get("content-type")?.startsWith("application/json");
  const parsed = (json && text ? JSON.parse(text) : { text }) as Answer["body"];
  return { status: response.status, body: parsed, headers: response.headers };
}

/** Logs in and returns the token. */
export async function login(url: string, username: string, password: string): Promise<string> {
  const { body } = await send(url, "POST", "ucenter/login/", { username, password }, "");
  return String(body["token"]);
}
