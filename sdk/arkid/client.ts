import { type ApiPath, rawPath } from "../transport/path";
import type { Query } from "../transport/query";
import { asItCame } from "../transport/reader";
import type { Method } from "../transport/api-request";
import type { Request, RequestOptions } from "../transport/request";
import type { ApiResponse } from "../transport/response";
import { Transport } from "../transport/transport";
import { AppClient } from "./app-client";
import { AppGroupClient } from "./app-group-client";
import { AuthClient } from "./auth-client";
import { type ArkIDClientOptions, clientHeaders, transportOptions } from "./client-options";
import { ConfigClient } from "./config-client";
import { InfrastructureClient } from "./infrastructure-client";
import { LogClient } from "./log-client";
import { NodeClient } from "./node-client";
import { OrgClient } from "./org-client";
import { PermClient } from "./perm-client";
import { UcenterClient } from "./ucenter-client";
import { UserClient } from "./user-client";

/** What a raw request may have beside its path. */
export interface RawOptions extends RequestOptions {
  readonly query?: Query | undefined;
  /** Sent as JSON. */
  readonly body?: unknown;
  /** Sent as it is instead of a body, as a form unless the headers say otherwise. */
  readonly text?: string | undefined;
}

/**
 * The whole ArkID API: one client for each service, and raw requests for the rest.
 *
 * @example
 * const client = new ArkIDClient({
 *   url: "http://127.0.0.1:8989",
 *   authorizer: passwordAuthorizer({ username: "admin", password }),
 * });
 * const acme = await client.org.create({ name: "Acme" });
 * for await (const member of client.org.listMembers(acme.oid)) console.log(member.username);
 */
export class ArkIDClient {
  /** Login and tokens. */
  readonly auth: AuthClient;
  /** People. */
  readonly user: UserClient;
  /** Organisations, their members and invitations. */
  readonly org: OrgClient;
  /** Departments and groups. */
  readonly node: NodeClient;
  /** What anyone may see and do for themselves. */
  readonly ucenter: UcenterClient;
  /** Permissions and grants. */
  readonly perm: PermClient;
  /** Captchas. */
  readonly infrastructure: InfrastructureClient;
  /** Single-sign-on applications. */
  readonly app: AppClient;
  /** Groups of apps. */
  readonly appGroup: AppGroupClient;
  /** The server's log. */
  readonly log: LogClient;
  /** Settings of the server and of orgs, for reading. */
  readonly config: ConfigClient;

  private readonly transport: Transport;
  private appName: string | undefined;

  constructor(options: ArkIDClientOptions) {
    this.appName = options.appName;
    const headers = () => clientHeaders(options.language, this.appName);
    this.transport = new Transport(transportOptions(options, headers));
    this.auth = new AuthClient(this.requestAs("auth"));
    this.user = new UserClient(this.requestAs("user"));
    this.org = new OrgClient(this.requestAs("org"));
    this.node = new NodeClient(this.requestAs("node"));
    this.ucenter = new UcenterClient(this.requestAs("ucenter"));
    this.perm = new PermClient(this.requestAs("perm"));
    this.infrastructure = new InfrastructureClient(this.requestAs("infrastructure"));
    this.app = new AppClient(this.requestAs("app"));
    this.appGroup = new AppGroupClient(this.requestAs("app-group"));
    this.log = new LogClient(this.requestAs("log"));
    this.config = new ConfigClient(this.requestAs("config"));
  }

  /** Names the program in the User-Agent from now on. */
  setAppName(appName: string): void {
    this.appName = appName;
  }

  /** A raw GET; `path` is below `/siteapi/v1/`, slashes around it don't matter. */
  get(path: string | ApiPath, options?: RawOptions): Promise<ApiResponse> {
    return this.raw("GET", path, options);
  }

  /** A raw POST. */
  post(path: string | ApiPath, options?: RawOptions): Promise<ApiResponse> {
    return this.raw("POST", path, options);
  }

  /** A raw PUT. */
  put(path: string | ApiPath, options?: RawOptions): Promise<ApiResponse> {
    return this.raw("PUT", path, options);
  }

  /** A raw PATCH. */
  patch(path: string | ApiPath, options?: RawOptions): Promise<ApiResponse> {
    return this.raw("PATCH", path, options);
  }

  /** A raw DELETE. */
  delete(path: string | ApiPath, options?: RawOptions): Promise<ApiResponse> {
    return this.raw("DELETE", path, options);
  }

  private async raw(
    method: Method,
    path: string | ApiPath,
    { query, body, text, ...options }: RawOptions = {},
  ): Promise<ApiResponse> {
    const made = typeof path === "string" ? rawPath(path) : path;
    return await this.transport.send(
      { method, path: made, query, body, text, answer: asItCame },
      options,
    );
  }

  private requestAs(service: string): Request {
    return (question, options) => this.transport.send({ service, ...question }, options);
  }
}
