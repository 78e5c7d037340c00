import type { AuthenticationCall, AuthenticationData, AuthenticationInput } from "../call";
import type { CallOptions } from "../options";
import { pagesOf, type AuthingList } from "../pages";
import { unsupported } from "../unsupported";
import { wholeList } from "../whole-list";

/** A department of the user's. */
export type OwnDepartment = AuthenticationData<"getDepartmentList">["list"][number];

/** A role of the user's. */
export type OwnRole = AuthenticationData<"getRoleList">[number];

/** A group of the user's. */
export type OwnGroup = AuthenticationData<"getGroupList">[number];

/** A resource that the user may use, and what they may do with it. */
export type OwnResource = AuthenticationData<"getAuthorizedResources">["list"][number];

/** An application that the user may use. */
export type OwnApplication = AuthenticationData<"getAccessibleApps">[number];

/**
 * What the user is in, has and may: departments, groups, roles, resources, applications. Some
 * servers answer a list bare, others as `{ totalCount, list }`; here it is the list.
 */
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

  /** The groups that the user is in, by one request. */
  async groups(options?: CallOptions): Promise<readonly OwnGroup[]> {
    return wholeList(await this.call("getGroupList", [], options));
  }

  /**
   * The roles that the user has, by one request.
   * @param namespace the code of a permission namespace
   * @default namespace the default one: roles of others are not among them
   */
  async roles(namespace?: string, options?: CallOptions): Promise<readonly OwnRole[]> {
    return wholeList(await this.call("getRoleList", [{ namespace }], options));
  }

  /** Whether the user has a role; one of the default namespace unless said. */
  async hasRole(code: string, namespace?: string, options?: CallOptions): Promise<boolean> {
    return (await this.roles(namespace, options)).some((role) => role.code === code);
  }

  /**
   * The resources that the user may use, also by roles, groups and departments; those of the default
   * namespace and of every type unless `filter` says otherwise.
   */
  async resources(
    filter: AuthenticationInput<"getAuthorizedResources">[0] = {},
    options?: CallOptions,
  ): Promise<readonly OwnResource[]> {
    return wholeList(await this.call("getAuthorizedResources", [filter], options));
  }

  /** The applications that the user may use, by one request. */
  async applications(options?: CallOptions): Promise<readonly OwnApplication[]> {
    return wholeList(await this.call("getAccessibleApps", [], options));
  }

  /**
   * Told whether the browser had a session.
   * @throws UnsupportedError always: only a browser knows it
   */
  trackSession(): Promise<never> {
    const reason = "the session is a cookie of the browser's on Authing's address";
    const instead = "hosted.authorizeUrl, which passes by at once";
    return unsupported("belongings.trackSession", reason, instead);
  }

  /**
   * Told whether there is a user.
   * @throws UnsupportedError always: to ask is an administrator's right now
   */
  isUserExists(): Promise<never> {
    const reason = "only an administrator may ask who there is";
    return unsupported("belongings.isUserExists", reason, "ManagementClient's users.exists");
  }
}
