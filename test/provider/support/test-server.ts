import type { z } from "zod";
import type { ServerOptions } from "../../../emulator";
import { flushRows } from "../../../emulator/model/grant-rows";
import { seedFile } from "../../../emulator/seed/format";
import { loadSeed } from "../../../emulator/seed/load";
import { open, type OpenServer } from "../../../emulator/start";
import type { NodeKind } from "../../../provider/backends/domain";
import { readConfiguration } from "../../../provider/run/settings";
import { Session } from "../../../provider/run/session";
import { connect } from "../../../provider/backends";
import { RequestMetrics } from "../../../provider/metrics/request-metrics";

export const ADMIN_PASSWORD = "the-admins-own";

/** An answer of the server, as raw HTTP has it. */
export interface Answer {
  readonly status: number;
  readonly body: Record<string, unknown>;
}

/** An org as the server made it. */
export interface MadeOrg {
  readonly oid: string;
  /** The id of the root of a kind. */
  readonly root: (kind: NodeKind) => string;
}

/** A session with what it told the user. */
export interface ToldSession {
  readonly session: Session;
  readonly warnings: string[];
}

/** A server with nobody but `admin`, and raw HTTP to see what it holds. */
export class TestServer {
  private token = "";

  private constructor(
    private readonly server: OpenServer,
    private readonly options: ServerOptions,
  ) {}

  static async start(): Promise<TestServer> {
    const options: ServerOptions = { data: ":memory:", adminPassword: ADMIN_PASSWORD };
    const server = new TestServer(await open(options), options);
    await server.renew();
    return server;
  }

  /** Fills the server at once, for tests of size. */
  async seed(content: z.input<typeof seedFile>): Promise<void> {
    const { db } = this.server;
    await db.transaction(() => loadSeed(db, seedFile.parse(content)));
  }

  /** Logs in again, where `admin`'s token was ended. */
  async renew(): Promise<void> {
    this.token = await this.login("admin", ADMIN_PASSWORD);
  }

  /** Begins a bad day for the server, or ends it. */
  suffer(faults: Pick<ServerOptions, "errorRate" | "rateLimit" | "lockErrors">): void {
    for (const fault of ["errorRate", "rateLimit", "lockErrors"] as const) {
      delete this.options[fault];
    }
    Object.assign(this.options, faults);
  }

  get url(): string {
    return this.server.url;
  }

  close(): Promise<void> {
    return this.server.close();
  }

  /** A session as `admin`, unless the settings say otherwise. */
  session(
    settings: Readonly<Record<string, string>> = {},
    metrics = new RequestMetrics(),
  ): ToldSession {
    const all = { url: this.url, username: "admin", password: ADMIN_PASSWORD, ...settings };
    const stack: Record<string, string> = "token" in settings ? tokenOnly(all) : all;
    const configuration = readConfiguration(stack, {});
    const warnings: string[] = [];
    const say = (text: string) => void warnings.push(text);
    return { session: new Session(configuration, connect(configuration, metrics), say), warnings };
  }

  /** Sends a request below the API's prefix; as `admin` unless a token is given. */
  async send(method: string, path: string, body?: unknown, token = this.token): Promise<Answer> {
    const response = await fetch(`${this.url}/siteapi/v1/${path}`, {
      method,
      headers: { authorization: `Token ${token}`, "content-type": "application/json" },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    const isJson = response.headers.get("content-type")?.includes("json") === true && text !== "";
    return { status: response.status, body: (isJson ? JSON.parse(text) : {}) as Answer["body"] };
  }

  async get(path: string): Promise<Record<string, unknown>> {
    return (await this.send("GET", path)).body;
  }

  /** 200, 404 or another. */
  async status(path: string): Promise<number> {
    return (await this.send("GET", path)).status;
  }

  async login(username: string, password: string): Promise<string> {
    const { body } = await this.send("POST", "ucenter/login/", { username, password }, "");
    return String(body.token);
  }

  /** Makes an org behind the provider's back; as `admin` unless a token is given. */
  async org(name: string, token = this.token): Promise<MadeOrg> {
    return madeOrg((await this.send("POST", "org/", { name }, token)).body);
  }

  /** An org that `admin` is in. */
  async orgNamed(name: string): Promise<MadeOrg> {
    const org = (await this.orgs()).get(name);
    if (org === undefined) throw new Error(`there is no org ${name}`);
    return org;
  }

  /** The orgs that `admin` is in, by name. */
  async orgs(): Promise<Map<string, MadeOrg>> {
    const own = (await this.get("org/")) as unknown as Answer["body"][];
    return new Map(own.map((body) => [String(body.name), madeOrg(body)]));
  }

  /** Makes a node behind the provider's back and returns its id. */
  async node(parent: string, uid: string, fields: object = {}): Promise<string> {
    const { body } = await this.send("POST", `node/${parent}/node/`, { uid, name: uid, ...fields });
    return String(body.node_uid);
  }

  /** Takes a node's parent away, as the server itself does in a race. */
  detach(id: string): void {
    this.server.db.run(
      "UPDATE nodes SET parent = NULL WHERE kind = ? AND uid = ?",
      id.slice(0, 1),
      id.slice(2),
    );
  }

  /** What the reference server does every five minutes (ARKID.md 30). */
  flush(): void {
    flushRows(this.server.db);
  }

  /** Makes people behind the provider's back. */
  async people(...usernames: string[]): Promise<void> {
    for (const username of usernames) await this.send("POST", "user/", { user: { username } });
  }

  /** Makes a person who can log in, and returns the token. */
  async personWithToken(username: string): Promise<string> {
    await this.send("POST", "user/", { user: { username, password: "pw123456" } });
    return this.login(username, "pw123456");
  }

  /** Puts people into a node behind the provider's back. */
  async join(node: string, ...usernames: string[]): Promise<void> {
    await this.send("PATCH", `node/${node}/user/`, { subject: "add", user_uids: usernames });
  }

  /** Usernames of the first hundred members, in the server's order. */
  async members(node: string): Promise<string[]> {
    const { results } = await this.get(`node/${node}/user/?page_size=100`);
    return (results as { username: string }[]).map(({ username }) => username);
  }

  /** Ids of the children, in the server's order. */
  async children(node: string): Promise<string[]> {
    const { nodes } = await this.get(`node/${node}/node/`);
    return (nodes as { node_uid: string }[]).map(({ node_uid }) => node_uid);
  }

  /** What a person is, as the server shows them. */
  async user(username: string): Promise<Record<string, unknown>> {
    return (await this.get(`user/${username}/`)).user as Record<string, unknown>;
  }

  /** The names of the orgs that `admin` is in. */
  async orgNames(): Promise<string[]> {
    const { body } = await this.send("GET", "org/");
    return (body as unknown as { name: string }[]).map(({ name }) => name);
  }
}

function madeOrg(body: Answer["body"]): MadeOrg {
  const root = (kind: NodeKind) =>
    kind === "department" ? `d_${String(body.dept_uid)}` : `g_${String(body[`${kind}_uid`])}`;
  return { oid: String(body.oid), root };
}

function tokenOnly({ url, token }: Record<string, string>): Record<string, string> {
  return { url: String(url), token: String(token) };
}
