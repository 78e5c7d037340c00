import { inBatches, LARGEST_BATCH, LARGEST_GRANT } from "../batches";
import type { Call, Data, Input, InputWithout } from "../call";
import type { CallOptions } from "../options";
import { pagesOf, type AuthingList } from "../pages";
import { unsupported } from "../unsupported";

/** A resource: what can be allowed, with its actions. */
export type Resource = Data<"getResource">;

/** Permissions and access control: resources, and who may do what to them. */
export class Access {
  constructor(private readonly call: Call) {}

  /** Whether somebody may do something to a resource. */
  async isAllowed(question: Input<"isActionAllowed">, options?: CallOptions): Promise<boolean> {
    return (await this.call("isActionAllowed", question, options)).allowed;
  }

  /**
   * Allows resources, 10 entries a request. Unknown resources are skipped: read back.
   * @param namespace the permission namespace's code; the default one unless given
   */
  async authorize(
    entries: Input<"authorizeResources">["list"],
    namespace?: string,
    options?: CallOptions,
  ): Promise<void> {
    await inBatches(entries, LARGEST_GRANT, (list) =>
      this.call("authorizeResources", { list, namespace }, options),
    );
  }

  /**
   * Took allowed resources back.
   * @throws UnsupportedError always: what is to be taken back is given as a role
   */
  revoke(): Promise<never> {
    const reason = "what is allowed directly stays allowed";
    return unsupported("access.revoke", reason, "roles.assign and roles.revoke");
  }

  /** The resources that somebody, a role, a group or a department may use. */
  async resourcesOf(
    target: Input<"getAuthorizedResources">,
    options?: CallOptions,
  ): Promise<Data<"getAuthorizedResources">["list"]> {
    return (await this.call("getAuthorizedResources", target, options)).list ?? [];
  }

  /** Who may use a resource, 50 a request. */
  targetsOf(
    resource: InputWithout<"getResourceAuthorizedTargets", "page" | "limit">,
    options?: CallOptions,
  ): AuthingList<Data<"getResourceAuthorizedTargets">["list"][number]> {
    return pagesOf(
      (paging, given) =>
        this.call("getResourceAuthorizedTargets", { ...resource, ...paging }, given),
      options,
    );
  }

  /** One resource. */
  getResource(code: string, namespace?: string, options?: CallOptions): Promise<Resource> {
    return this.call("getResource", { code, namespace }, options);
  }

  /** Resources of a namespace, 50 a request. */
  listResources(
    filter: InputWithout<"listResources", "page" | "limit"> = {},
    options?: CallOptions,
  ): AuthingList<Resource> {
    return pagesOf(
      (paging, given) => this.call("listResources", { ...filter, ...paging }, given),
      options,
    );
  }

  /** Creates a resource. */
  createResource(resource: Input<"createResource">, options?: CallOptions): Promise<Resource> {
    return this.call("createResource", resource, options);
  }

  /** Changes a resource. */
  updateResource(resource: Input<"updateResource">, options?: CallOptions): Promise<Resource> {
    return this.call("updateResource", resource, options);
  }

  /** Deletes resources of a namespace, 50 a request. */
  async deleteResources(
    codes: readonly string[],
    namespace?: string,
    options?: CallOptions,
  ): Promise<void> {
    await inBatches(codes, LARGEST_BATCH, (codeList) =>
      this.call("deleteResourcesBatch", { codeList, namespace }, options),
    );
  }
}
