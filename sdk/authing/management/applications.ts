import { application } from "../answers/schemas";
import { inBatches, LARGEST_GRANT } from "../batches";
import type { Call, Data, Input, InputWithout } from "../call";
import type { CallOptions } from "../options";
import { pagesOf, type AuthingList } from "../pages";

/** An application that people sign in to. */
export type Application = Data<"getApplication">;

/** Whether a listing shows all of an application: the vendor says so, and no answer is held to it. */
export const isWholeApplication = (listed: unknown): boolean =>
  application.safeParse(listed).success;

/** Who may use an application. */
export type ApplicationGrant = Input<"authorizeApplicationAccess">["list"][number];

/** Whose access to an application ends. */
export type ApplicationRevocation = Input<"revokeApplicationAccess">["list"][number];

/** Applications, their secrets, and who may use them. */
export class Applications {
  constructor(private readonly call: Call) {}

  /** One application, without its secret. */
  get(appId: string, options?: CallOptions): Promise<Application> {
    return this.call("getApplication", { appId }, options);
  }

  /** Applications, 50 a request. */
  list(
    filter: InputWithout<"listApplications", "page" | "limit"> = {},
    options?: CallOptions,
  ): AuthingList<Data<"listApplications">["list"][number]> {
    return pagesOf(
      (paging, given) => this.call("listApplications", { ...filter, ...paging }, given),
      options,
    );
  }

  /** Creates an application; its id is the server's. */
  create(
    application: Input<"createApplication">,
    options?: CallOptions,
  ): Promise<Data<"createApplication">> {
    return this.call("createApplication", application, options);
  }

  /**
   * Changes what is given; the type of an application stays.
   * @throws RefusedError for an answer of `success: false`, which came also for changes that held
   */
  async update(
    appId: string,
    changes: InputWithout<"updateApplication", "appId">,
    options?: CallOptions,
  ): Promise<void> {
    await this.call("updateApplication", { ...changes, appId }, options);
  }

  /** Deletes an application. */
  async delete(appId: string, options?: CallOptions): Promise<void> {
    await this.call("deleteApplication", { appId }, options);
  }

  /** The secret of an application. */
  async secret(appId: string, options?: CallOptions): Promise<string> {
    return (await this.call("getApplicationSecret", { appId }, options)).secret;
  }

  /** Makes a new secret; the old one ends. */
  async refreshSecret(appId: string, options?: CallOptions): Promise<string> {
    return (await this.call("refreshApplicationSecret", { appId }, options)).secret;
  }

  /** Who was given or denied an application, 50 a request. */
  grants(
    appId: string,
    filter: InputWithout<"listAuthApplication", "appId" | "page" | "limit"> = {},
    options?: CallOptions,
  ): AuthingList<Data<"listAuthApplication">["list"][number]> {
    return pagesOf(
      (paging, given) => this.call("listAuthApplication", { ...filter, appId, ...paging }, given),
      options,
    );
  }

  /** Gives or denies an application, 10 a request. Unknown subjects are skipped: read back. */
  async authorize(
    appId: string,
    grants: readonly ApplicationGrant[],
    options?: CallOptions,
  ): Promise<void> {
    await inBatches(grants, LARGEST_GRANT, (list) =>
      this.call("authorizeApplicationAccess", { appId, list }, options),
    );
  }

  /** Takes given access back, 10 a request. */
  async revoke(
    appId: string,
    grants: readonly ApplicationRevocation[],
    options?: CallOptions,
  ): Promise<void> {
    await inBatches(grants, LARGEST_GRANT, (list) =>
      this.call("revokeApplicationAccess", { appId, list }, options),
    );
  }

  /** What holds for those that no grant names: ALLOW_ALL or DENY_ALL. */
  async strategy(
    appId: string,
    options?: CallOptions,
  ): Promise<Data<"getApplicationPermissionStrategy">> {
    return await this.call("getApplicationPermissionStrategy", { appId }, options);
  }

  /** Sets what holds for those that no grant names. */
  async setStrategy(
    appId: string,
    permissionStrategy: Input<"updateApplicationPermissionStrategy">["permissionStrategy"],
    options?: CallOptions,
  ): Promise<void> {
    await this.call("updateApplicationPermissionStrategy", { appId, permissionStrategy }, options);
  }
}
