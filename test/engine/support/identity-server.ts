import { randomBytes } from "node:crypto";
import { startServer, type RunningServer, type ServerOptions } from "../../../emulator";

/** An embedded server for one test, and what it holds as its own API tells it: never through the provider. */
export class IdentityServer {
  private constructor(
    private readonly server: RunningServer,
    readonly password: string,
    private readonly token: string,
  ) {}

  static async start(options: Omit<ServerOptions, "adminPassword"> = {}): Promise<IdentityServer> {
    const adminPassword = randomBytes(12).toString("hex");
    const server = await startServer({ ...options, adminPassword });
    const token = await login(server.url, "admin", adminPassword);
    return new IdentityServer(server, adminPassword, token);
  }

  get url(): string {
    return this.server.url;
  }

  /** What the stack must be told. */
  get settings() {
    return { url: this.url, username: "admin", password: this.password };
  }

  login(username: string, password: string): Promise<string> {
    return login(this.url, username, password);
  }

  /** A request, as the administrator unless a token is given; returns the status and the parsed body. */
  async ask<T>(
    method: string,
    path: string,
    body?: unknown,
    token = this.token,
  ): Promise<{ status: number; body: T }> {
    const answer = await fetch(`${this.url}/siteapi/v1/${path}`, {
      method,
      headers: { authorization: `Token ${token}`, "content-type": "application/json" },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    return { status: answer.status, body: (text === "" ? undefined : JSON.parse(text)) as T };
  }

  async get<T>(path: string): Promise<T> {
    const { status, body } = await this.ask<T>("GET", path);
    if (status !== 200) throw new Error(`GET ${path} answered ${status}`);
    return body;
  }

  async orgs(): Promise<OrgRow[]> {
    return await this.get("org/");
  }

  /** All users but the administrator, by username. */
  async usernames(): Promise<string[]> {
    const { results } = await this.get<{ results: { user: { username: string } }[] }>(
      "user/?page_size=100",
    );
    return results.map(({ user }) => user.username).sort();
  }

  /** How many a list of the API has: of `user/`, all but the administrator. */
  async count(path: string): Promise<number> {
    return (await this.get<{ count: number }>(`${path}?page_size=1`)).count;
  }

  /** Usernames of a node's members. */
  async members(node: string): Promise<string[]> {
    const { results } = await this.get<{ results: { username: string }[] }>(
      `node/${node}/user/?page_size=100`,
    );
    return results.map(({ username }) => username).sort();
  }

  /** Who is granted a perm, or denied it, directly. */
  async owners(perm: string, status: 1 | -1): Promise<string[]> {
    const at = `perm/${perm}/owner/?status=${status}`;
    const { results } = await this.get<{ results: { uid: string }[] }>(at);
    return results.map(({ uid }) => uid).sort();
  }

  node(id: string): Promise<NodeRow> {
    return this.get(`node/${id}/`);
  }

  /** Names of the nodes directly below. */
  async children(id: string): Promise<string[]> {
    const { nodes } = await this.get<{ nodes: { name: string }[] }>(`node/${id}/node/`);
    return nodes.map(({ name }) => name).sort();
  }

  /** Names of all nodes below, at whatever depth. */
  async namesBelow(id: string): Promise<string[]> {
    const names = (tree: Tree): string[] => tree.nodes.flatMap((t) => [t.info.name, ...names(t)]);
    return names(await this.get<Tree>(`node/${id}/tree/`)).sort();
  }

  close(): Promise<void> {
    return this.server.close();
  }
}

export interface OrgRow {
  readonly oid: string;
  readonly name: string;
  readonly dept_uid: string;
  readonly role_uid: string;
  readonly manager_uid: string;
}

interface Tree {
  readonly info: { readonly name: string };
  readonly nodes: Tree[];
}

export interface NodeRow {
  readonly name: string;
  readonly parent_node_uid: string | null;
}

async function login(url: string, username: string, password: string): Promise<string> {
  const answer = await fetch(`${url}/siteapi/v1/ucenter/login/`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ username, password }),
  });
  return ((await answer.json()) as { token: string }).token;
}
