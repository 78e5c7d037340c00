import type { Call, Data, InputWithout } from "../call";
import type { CallOptions } from "../options";
import { pagesOf, type AuthingList } from "../pages";

/** An organization: the root of a tree of departments. */
export type Organization = Data<"getOrganization">;

/** A new organization; its code stays unless renamed. */
export type NewOrganization = InputWithout<"createOrganization", "metadata"> & {
  readonly organizationCode: string;
};

/** Organizations; their key is the code. */
export class Organizations {
  constructor(private readonly call: Call) {}

  /** One organization. */
  get(organizationCode: string, options?: CallOptions): Promise<Organization> {
    return this.call("getOrganization", { organizationCode }, options);
  }

  /** Organizations of the tenant, 50 a request. */
  list(
    filter: InputWithout<"listOrganizations", "page" | "limit"> = {},
    options?: CallOptions,
  ): AuthingList<Organization> {
    return pagesOf(
      (paging, given) => this.call("listOrganizations", { ...filter, ...paging }, given),
      options,
    );
  }

  /** Organizations whose name or code holds the words. */
  search(keywords: string, options?: CallOptions): AuthingList<Organization> {
    return pagesOf(
      (paging, given) => this.call("searchOrganizations", { keywords, ...paging }, given),
      options,
    );
  }

  /** Creates an organization with its root department. */
  create(organization: NewOrganization, options?: CallOptions): Promise<Organization> {
    return this.call("createOrganization", { metadata: {}, ...organization }, options);
  }

  /** Changes what is given; `organizationNewCode` renames the key. */
  update(
    organizationCode: string,
    changes: InputWithout<"updateOrganization", "organizationCode">,
    options?: CallOptions,
  ): Promise<Organization> {
    return this.call("updateOrganization", { ...changes, organizationCode }, options);
  }

  /** Deletes an organization with all of its departments. */
  async delete(organizationCode: string, options?: CallOptions): Promise<void> {
    await this.call("deleteOrganization", { organizationCode }, options);
  }
}
