import { checkGiven } from "../transport/checks";
import { UsageError } from "../transport/errors";
import { type ApiPath, rawPath } from "../transport/path";
import { encodeQuery, type Query } from "../transport/query";
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

/** A class of the caller's own, made of an answer. */
export type ResponseClass<T> = new (response: ApiResponse, client: ArkIDClient) => T;

/** What a raw request may have beside its path. */
export interface RawOptions<T = ApiResponse> extends RequestOptions {
  readonly query?: Query | undefined;
  /** Sent as JSON. */
  readonly body?: unknown;
  /**
   * Sent instead of a body: a text as it is, an object as a form. Its type is that of a form unless
   * the headers say otherwise.
   */
  readonly text?: string | Query | undefined;
  /**
   * What the answer is given as, made of it and this client.
   * @default the answer as it came
   */
  readonly responseClass?: ResponseClass<T> | undefined;
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

  /** @throws UsageError for options that can't be meant */
  constructor(options: ArkIDClientOptions = {}) {
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

  /**
   * A raw GET; `path` is below `/siteapi/v1/`, slashes around it don't matter.
   * @example
   * class Names {
   *   readonly names: string[];
   *   constructor(response: ApiResponse) {
   *     this.names = (response.body as { name: string }[]).map(({ name }) => name);
   *   }
   * }
   * const { names } = await client.get("org", { responseClass: Names });
   */
  get<T = ApiResponse>(path: string | ApiPath, options?: RawOptions<T>): Promise<T> {
    return this.raw("GET", path, options);
  }

  /** A raw POST. */
  post<T = ApiResponse>(path: string | ApiPath, options?: RawOptions<T>): Promise<T> {
    return this.raw("POST", path, options);
  }

  /** A raw PUT. */
  put<T = ApiResponse>(path: string | ApiPath, options?: RawOptions<T>): Promise<T> {
    return this.raw("PUT", path, options);
  }

  /** A raw PATCH. */
  patch<T = ApiResponse>(path: string | ApiPath, options?: RawOptions<T>): Promise<T> {
    return this.raw("PATCH", path, options);
  }

  /** A raw DELETE. */
  delete<T = ApiResponse>(path: string | ApiPath, options?: RawOptions<T>): Promise<T> {
    return this.raw("DELETE", path, options);
  }

  private async raw<T>(
    method: Method,
    path: string | ApiPath,
    { query, body, text, responseClass: Wrapper, ...options }: RawOptions<T> = {},
  ): Promise<T> {
    checkGiven("path", path);
    if (body !== undefined && text !== undefined) {
      throw new UsageError("a request has a body or a text, not both", "text");
    }
    const made = typeof path === "string" ? rawPath(path) : path;
    const form = typeof text === "object" ? encodeQuery(text).slice(1) : text;
    const response = await this.transport.send(
      { method, path: made, query, body, text: form, answer: asItCame },
      options,
    );
    return Wrapper === undefined ? (response as T) : new Wrapper(response, this);
  }

  private requestAs(service: string): Request {
    return (question, options) => this.transport.send({ service, ...question }, options);
  }
}
