import { inBatches, LARGEST_GRANT } from "../batches";
import type { Call, Data, Input, InputWithout } from "../call";
import type { CallOptions } from "../options";
import { pagesOf, type AuthingList } from "../pages";

/** A permission namespace: what roles, resources and data policies live in. */
export type Namespace = Data<"getPermissionNamespace">;

/** Permission namespaces; their key is the code. */
export class Namespaces {
  constructor(private readonly call: Call) {}

  /** One namespace. */
  get(code: string, options?: CallOptions): Promise<Namespace> {
    return this.call("getPermissionNamespace", { code }, options);
  }

  /** Namespaces, 50 a request. */
  list(
    filter: InputWithout<"listPermissionNamespaces", "page" | "limit"> = {},
    options?: CallOptions,
  ): AuthingList<Data<"listPermissionNamespaces">["list"][number]> {
    return pagesOf(
      (paging, given) => this.call("listPermissionNamespaces", { ...filter, ...paging }, given),
      options,
    );
  }

  /** Creates a namespace. */
  create(
    namespace: Input<"createPermissionNamespace">,
    options?: CallOptions,
  ): Promise<Data<"createPermissionNamespace">> {
    return this.call("createPermissionNamespace", namespace, options);
  }

  /** Changes what is given; `newCode` renames the key. */
  async update(
    code: string,
    changes: InputWithout<"updatePermissionNamespace", "code">,
    options?: CallOptions,
  ): Promise<void> {
    await this.call("updatePermissionNamespace", { ...changes, code }, options);
  }

  /** Deletes a namespace; delete what lives in it first. */
  async delete(code: string, options?: CallOptions): Promise<void> {
    await this.call("deletePermissionNamespace", { code }, options);
  }

  /** Deletes namespaces, 10 a request. */
  async deleteBatch(codes: readonly string[], options?: CallOptions): Promise<void> {
    await inBatches(codes, LARGEST_GRANT, (batch) =>
      this.call("deletePermissionNamespacesBatch", { codes: batch }, options),
    );
  }

  /** The roles of a namespace, 50 a request. */
  roles(
    code: string,
    options?: CallOptions,
  ): AuthingList<Data<"listPermissionNamespaceRoles">["list"][number]> {
    return pagesOf(
      (paging, given) => this.call("listPermissionNamespaceRoles", { code, ...paging }, given),
      options,
    );
  }
}
