import { inBatches, LARGEST_BATCH } from "../batches";
import type { Call, Data, Input, InputWithout } from "../call";
import type { CallOptions } from "../options";
import { pagesOf, type AuthingList } from "../pages";
import type { AuthingUser } from "./users";

/** A role in a permission namespace. */
export type Role = Data<"getRole">;

/** Which role; without a namespace it is one of the default namespace. */
export interface RoleKey {
  readonly code: string;
  /** The namespace's code. */
  readonly namespace?: string | undefined;
}

/** To whom a role is given. */
export type RoleTarget = Input<"assignRole">["targets"][number];

/** Roles, and who has them. */
export class Roles {
  constructor(private readonly call: Call) {}

  /** One role. */
  get(key: RoleKey, options?: CallOptions): Promise<Role> {
    return this.call("getRole", { ...key }, options);
  }

  /** Roles of a namespace, 50 a request. */
  list(
    filter: InputWithout<"listRoles", "page" | "limit"> = {},
    options?: CallOptions,
  ): AuthingList<Data<"listRoles">["list"][number]> {
    return pagesOf(
      (paging, given) => this.call("listRoles", { ...filter, ...paging }, given),
      options,
    );
  }

  /** Creates a role. */
  create(role: Input<"createRole">, options?: CallOptions): Promise<Role> {
    return this.call("createRole", role, options);
  }

  /** Creates roles, 50 a request. */
  async createBatch(
    roles: Input<"createRolesBatch">["list"],
    options?: CallOptions,
  ): Promise<void> {
    await inBatches(roles, LARGEST_BATCH, (list) =>
      this.call("createRolesBatch", { list }, options),
    );
  }

  /** Changes a role; its name is always said, and a `newCode` renames the key. */
  async update(
    key: RoleKey,
    changes: InputWithout<"updateRole", keyof RoleKey | "newCode"> & {
      readonly newCode?: string | undefined;
    },
    options?: CallOptions,
  ): Promise<void> {
    // The server asks for a new code, and takes the empty one for none (AUTHING.md, [vt]).
    const { newCode = "", ...rest } = changes;
    await this.call("updateRole", { ...rest, ...key, newCode }, options);
  }

  /** Deletes roles of a namespace, 50 a request. */
  async delete(codes: readonly string[], namespace?: string, options?: CallOptions): Promise<void> {
    await inBatches(codes, LARGEST_BATCH, (codeList) =>
      this.call("deleteRolesBatch", { codeList, namespace }, options),
    );
  }

  /** Gives a role, to 50 a request. Some unknown targets are refused, some skipped: read back. */
  async assign(key: RoleKey, targets: readonly RoleTarget[], options?: CallOptions): Promise<void> {
    await inBatches(targets, LARGEST_BATCH, (batch) =>
      this.call("assignRole", { ...key, targets: batch }, options),
    );
  }

  /** Takes a role back, from 50 a request. */
  async revoke(key: RoleKey, targets: readonly RoleTarget[], options?: CallOptions): Promise<void> {
    await inBatches(targets, LARGEST_BATCH, (batch) =>
      this.call("revokeRole", { ...key, targets: batch }, options),
    );
  }

  /** The users that a role was given to, 50 a request. */
  members(
    key: RoleKey,
    details: InputWithout<"listRoleMembers", keyof RoleKey | "page" | "limit"> = {},
    options?: CallOptions,
  ): AuthingList<AuthingUser> {
    return pagesOf(
      (paging, given) => this.call("listRoleMembers", { ...details, ...key, ...paging }, given),
      options,
    );
  }

  /** The departments that a role was given to, 50 a request. */
  departments(
    key: RoleKey,
    options?: CallOptions,
  ): AuthingList<Data<"listRoleDepartments">["list"][number]> {
    return pagesOf(
      (paging, given) => this.call("listRoleDepartments", { ...key, ...paging }, given),
      options,
    );
  }
}
