import { startServer, type RunningAuthingServer } from "../../../emulator";
import {
  AuthenticationClient,
  ManagementClient,
  type AuthenticationClientOptions,
  type AuthingUser,
} from "../../../sdk/authing";

/** Where the application's people come back to. */
export const CALLBACK = "https://ci.acme.example/callback";

/** Everybody's password at first. */
export const PASSWORD = "Passw0rd-秘密";

/** Somebody of the pool, and a client of theirs, signed in. */
export interface Person {
  user: AuthingUser;
  username: string;
  email: string;
  client: AuthenticationClient;
}

/** An embedded server with an application, its administrator, and who signs in. */
export class EmbeddedPool {
  private count = 0;

  private constructor(
    readonly server: RunningAuthingServer,
    readonly admin: ManagementClient,
    readonly app: { appId: string; appSecret: string; appHost: string },
    private readonly lines: readonly string[],
  ) {}

  static async start(): Promise<EmbeddedPool> {
    const lines: string[] = [];
    const server = await startServer({ api: "authing", log: (line) => lines.push(line) });
    const { url: host, accessKeyId, accessKeySecret } = server;
    const admin = new ManagementClient({ host, accessKeyId, accessKeySecret, retry: false });
    const { appId } = await admin.applications.create({
      ...{ appName: "CI", appIdentifier: "ci", redirectUris: [CALLBACK] },
    });
    const appSecret = await admin.applications.secret(appId);
    return new EmbeddedPool(server, admin, { appId, appSecret, appHost: host }, lines);
  }

  /** A client of the application's; nobody has signed in to it. */
  client(options: Partial<AuthenticationClientOptions> = {}): AuthenticationClient {
    return new AuthenticationClient({ ...this.app, retry: false, ...options });
  }

  /** A name that nobody has yet. */
  name(): string {
    return `员工${++this.count}`;
  }

  /** A phone that nobody has yet. */
  phone(): string {
    return `1380000${String(++this.count).padStart(4, "0")}`;
  }

  /** Somebody new, who signs in by their password. */
  async person(more: object = {}, scope?: string): Promise<Person> {
    const username = this.name();
    const email = `p${this.count}@acme.example`;
    const user = await this.admin.users.create({ username, email, password: PASSWORD, ...more });
    const client = this.client();
    await client.signIn.byUsername(username, PASSWORD, scope === undefined ? {} : { scope });
    return { user, username, email, client };
  }

  /** The code that was sent last. */
  code(): string {
    return /: (\d{6})$/.exec(this.lines.at(-1) ?? "")?.[1] ?? "";
  }

  /** Sends a code to a phone, and reads it there. */
  async sms(
    phone: string,
    channel: Parameters<AuthenticationClient["codes"]["sendSms"]>[1],
    country?: string,
  ): Promise<string> {
    await this.client().codes.sendSms(phone, channel, country);
    return this.code();
  }

  /** Sends a code to an email, and reads it there. */
  async mail(
    email: string,
    channel: Parameters<AuthenticationClient["codes"]["sendEmail"]>[1],
  ): Promise<string> {
    await this.client().codes.sendEmail(email, channel);
    return this.code();
  }

  /** Signs somebody in at a hosted page; where it sends the browser. */
  async hosted(url: string, username: string): Promise<URL> {
    const body = new URLSearchParams(new URL(url).searchParams);
    body.set("account", username);
    body.set("password", PASSWORD);
    const answer = await fetch(url, { method: "POST", body, redirect: "manual" });
    return new URL(answer.headers.get("location") ?? "", url);
  }

  close(): Promise<void> {
    return this.server.close();
  }
}
