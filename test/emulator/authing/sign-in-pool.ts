import { AuthenticationClient } from "authing-node-sdk";
import { TestPool } from "./pool";

/** Where the app of the pool wants its people back. */
export const CALLBACK = "https://ci.acme.example/callback";

export const PASSWORD = "pw-1234567";

interface Tokens {
  access_token: string;
  refresh_token: string;
}

/** A pool with an app, in which people sign in by the vendor's client. */
export class SignInPool {
  private constructor(
    readonly pool: TestPool,
    readonly app: { appId: string; appSecret: string; appHost: string },
    readonly lines: string[],
  ) {}

  static async start(): Promise<SignInPool> {
    const lines: string[] = [];
    const pool = await TestPool.start({ log: (line) => lines.push(line) });
    const { data } = await pool.client.createApplication({
      appName: "CI",
      appIdentifier: "ci",
      redirectUris: [CALLBACK],
    });
    const { appId } = data;
    const appSecret = (await pool.client.getApplicationSecret({ appId })).data.secret;
    return new SignInPool(pool, { appId, appSecret, appHost: pool.server.url }, lines);
  }

  close(): Promise<void> {
    return this.pool.close();
  }

  /** A client of the app, of nobody's or of whose token is given. */
  client(more: object = {}): AuthenticationClient {
    return new AuthenticationClient({ ...this.app, ...more });
  }

  /** Makes somebody with the usual password; answers their id. */
  async person(username: string, more: object = {}): Promise<string> {
    const made = await this.pool.client.createUser({ username, password: PASSWORD, ...more });
    return made.data.userId;
  }

  /** Signs somebody in who is to come in. */
  async tokens(username: string, scope = "openid profile offline_access"): Promise<Tokens> {
    const answer = await this.signIn(username, PASSWORD, { scope });
    if (answer.statusCode !== 200) throw new Error(answer.message);
    return answer.data as unknown as Tokens;
  }

  signIn(username: string, password: string, options: object = {}) {
    return this.client().signInByUsernamePassword({ username, password, options });
  }

  /** The code that was "sent" last. */
  code(): string {
    return /: (\d{6})$/.exec(this.lines.at(-1) ?? "")?.[1] ?? "";
  }

  async mail(email: string, channel: string): Promise<string> {
    await this.client().sendEmail({ email, channel: channel as never });
    return this.code();
  }

  /** The status and body of a request of OpenID Connect's. */
  async oidc(path: string, form: Record<string, string>): Promise<[number, Answer]> {
    const { appId: client_id, appSecret: client_secret, appHost } = this.app;
    const body = new URLSearchParams({ client_id, client_secret, ...form });
    const response = await fetch(`${appHost}/oidc/${path}`, { method: "POST", body });
    return [response.status, (await response.json()) as Answer];
  }

  /** What the hosted login answers who types their password. */
  hostedLogin(account: string): Promise<Response> {
    const body = new URLSearchParams({
      ...{ client_id: this.app.appId, redirect_uri: CALLBACK, response_type: "code" },
      ...{ scope: "openid offline_access", account, password: PASSWORD },
    });
    const asked = { method: "POST", body, redirect: "manual" } as const;
    return fetch(`${this.app.appHost}/oidc/auth`, asked);
  }

  /** The code with which the hosted login sends somebody back. */
  async authorizationCode(account: string): Promise<string> {
    const { headers } = await this.hostedLogin(account);
    return new URL(headers.get("location") ?? "").searchParams.get("code") ?? "";
  }
}

interface Answer {
  active?: boolean;
  access_token?: string;
  error?: string;
}
