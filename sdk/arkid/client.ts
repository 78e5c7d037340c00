import { rawPath, type ApiPath } from "../transport/path";
import type { Query } from "../transport/query";
import type { Method, Request, RequestOptions } from "../transport/request";
import type { ApiResponse } from "../transport/response";
import { Transport } from "../transport/transport";
import { AuthClient } from "./auth-client";
import { clientHeaders, transportOptions, type ArkIDClientOptions } from "./client-options";
import { NodeClient } from "./node-client";
import { OrgClient } from "./org-client";
import { UserClient } from "./user-client";

/** What a raw request may have beside its path. */
export interface RawOptions extends RequestOptions {
  readonly query?: Query | undefined;
  /** Sent as JSON. */
  readonly body?: unknown;
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
    { query, body, ...options }: RawOptions = {},
  ): Promise<ApiResponse> {
    const made = typeof path === "string" ? rawPath(path) : path;
    return await this.transport.send({ method, path: made, query, body }, options);
  }

  private requestAs(service: string): Request {
    return async <T>(request: Parameters<Request>[0], options?: RequestOptions) => {
      const { body } = await this.transport.send({ service, ...request }, options);
      return body as T;
    };
  }
}
