import type { Call, Data, Input, InputWithout } from "../call";
import type { CallOptions } from "../options";
import { pagesOf, type AuthingList } from "../pages";

/** A policy: statements of who may do what to which data. */
export type Policy = Data<"getDataPolicy">;

/** Data policies, which are what became of policies; their key is the server's id. */
export class Policies {
  constructor(private readonly call: Call) {}

  /** One policy. */
  get(policyId: string, options?: CallOptions): Promise<Policy> {
    return this.call("getDataPolicy", { policyId }, options);
  }

  /** Policies, 50 a request. */
  list(
    filter: InputWithout<"listDataPolices", "page" | "limit"> = {},
    options?: CallOptions,
  ): AuthingList<Data<"listDataPolices">["list"][number]> {
    return pagesOf(
      (paging, given) => this.call("listDataPolices", { ...filter, ...paging }, given),
      options,
    );
  }

  /** Creates a policy. */
  create(
    policy: Input<"createDataPolicy">,
    options?: CallOptions,
  ): Promise<Data<"createDataPolicy">> {
    return this.call("createDataPolicy", policy, options);
  }

  /** Changes what is given. */
  async update(
    policyId: string,
    changes: InputWithout<"updateDataPolicy", "policyId">,
    options?: CallOptions,
  ): Promise<void> {
    await this.call("updateDataPolicy", { ...changes, policyId }, options);
  }

  /** Deletes a policy. */
  async delete(policyId: string, options?: CallOptions): Promise<void> {
    await this.call("deleteDataPolicy", { policyId }, options);
  }

  /** Who has a policy, 50 a request. */
  targets(
    policyId: string,
    filter: InputWithout<"listDataPolicyTargets", "policyId" | "page" | "limit"> = {},
    options?: CallOptions,
  ): AuthingList<Data<"listDataPolicyTargets">["list"][number]> {
    return pagesOf(
      (paging, given) =>
        this.call("listDataPolicyTargets", { ...filter, policyId, ...paging }, given),
      options,
    );
  }

  /** Gives policies. */
  async authorize(grant: Input<"authorizeDataPolicies">, options?: CallOptions): Promise<void> {
    await this.call("authorizeDataPolicies", grant, options);
  }

  /** Takes a policy back. */
  async revoke(grant: Input<"revokeDataPolicy">, options?: CallOptions): Promise<void> {
    await this.call("revokeDataPolicy", grant, options);
  }
}
