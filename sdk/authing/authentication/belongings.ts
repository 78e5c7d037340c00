import type { AuthenticationCall, AuthenticationData, AuthenticationInput } from "../call";
import type { CallOptions } from "../options";
import { pagesOf, type AuthingList } from "../pages";
import { unsupported } from "../unsupported";

/** A department of the user's. */
export type OwnDepartment = AuthenticationData<"getDepartmentList">["list"][number];

/** A role of the user's. */
export type OwnRole = AuthenticationData<"getRoleList">[number];

/** What the user is in, has and may: departments, roles, resources, applications. */
export class Belongings {
  constructor(private readonly call: AuthenticationCall) {}

  /** The departments that the user is in, 50 a request. */
  departments(
    filter: Omit<AuthenticationInput<"getDepartmentList">[0], "page" | "limit"> = {},
    options?: CallOptions,
  ): AuthingList<OwnDepartment> {
    return pagesOf(
      (paging, given) => this.call("getDepartmentList", [{ ...filter, ...paging }], given),
      options,
    );
  }

  /** The codes of the organizations that the user is in, by their departments. */
  async organizations(options?: CallOptions): Promise<string[]> {
    const codes = new Set<string>();
    for await (const { organizationCode } of this.departments({}, options)) {
      codes.add(organizationCode);
    }
    return [...codes];
  }

  /** The roles that the user has; those of the default namespace unless said. */
  async roles(namespace?: string, options?: CallOptions): Promise<readonly OwnRole[]> {
    return await this.call("getRoleList", [{ namespace }], options);
  }

  /** Whether the user has a role. */
  async hasRole(code: string, namespace?: string, options?: CallOptions): Promise<boolean> {
    return (await this.roles(namespace, options)).some((role) => role.code === code);
  }

  /** The resources that the user may use, also by roles, groups and departments. */
  async resources(
    filter: AuthenticationInput<"getAuthorizedResources">[0] = {},
    options?: CallOptions,
  ): Promise<AuthenticationData<"getAuthorizedResources">["list"]> {
    return (await this.call("getAuthorizedResources", [filter], options)).list ?? [];
  }

  /** The applications that the user may use, by one request. */
  async applications(options?: CallOptions): Promise<AuthenticationData<"getAccessibleApps">> {
    return await this.call("getAccessibleApps", [], options);
  }

  /**
   * Told whether the browser had a session.
   * @throws UnsupportedError always: only a browser knows it
   */
  trackSession(): Promise<never> {
    return unsupported("belongings.trackSession", "hosted.authorizeUrl, which passes by at once");
  }

  /**
   * Told whether there is a user.
   * @throws UnsupportedError always: to ask is an administrator's right now
   */
  isUserExists(): Promise<never> {
    return unsupported("belongings.isUserExists", "ManagementClient's users.exists");
  }
}
