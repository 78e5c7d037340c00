import { inBatches, LARGEST_BATCH } from "../batches";
import type { Call, Data, Input, InputWithout } from "../call";
import type { CallOptions } from "../options";
import { pagesOf, type AuthingList } from "../pages";
import type { AuthingUser } from "./users";

/** A group of users: flat, and of the whole pool. */
export type Group = Data<"getGroup">;

/** A new group; static unless said. */
export interface NewGroup {
  readonly code: string;
  readonly name: string;
  /** @default "" */
  readonly description?: string;
  /** @default "static" */
  readonly type?: string;
}

/** Groups, and who is in them; their key is the code. */
export class Groups {
  constructor(private readonly call: Call) {}

  /** One group. */
  get(code: string, options?: CallOptions): Promise<Group> {
    return this.call("getGroup", { code }, options);
  }

  /** Groups, 50 a request. */
  list(
    filter: InputWithout<"listGroups", "page" | "limit"> = {},
    options?: CallOptions,
  ): AuthingList<Group> {
    return pagesOf(
      (paging, given) => this.call("listGroups", { ...filter, ...paging }, given),
      options,
    );
  }

  /** All groups by one request, on demand with who is in them. */
  all(how: Input<"getAllGroups"> = {}, options?: CallOptions): Promise<readonly Group[]> {
    return this.call("getAllGroups", how, options);
  }

  /** Creates a group. */
  create(group: NewGroup, options?: CallOptions): Promise<Group> {
    return this.call("createGroup", { type: "static", description: "", ...group }, options);
  }

  /** Changes a group; its description is always said, and `newCode` renames the key. */
  update(
    code: string,
    changes: InputWithout<"updateGroup", "code">,
    options?: CallOptions,
  ): Promise<Group> {
    return this.call("updateGroup", { ...changes, code }, options);
  }

  /** Deletes groups, 50 a request. */
  async delete(codes: readonly string[], options?: CallOptions): Promise<void> {
    await inBatches(codes, LARGEST_BATCH, (codeList) =>
      this.call("deleteGroupsBatch", { codeList }, options),
    );
  }

  /** Who is in a group, 50 a request. */
  members(
    code: string,
    details: InputWithout<"listGroupMembers", "code" | "page" | "limit"> = {},
    options?: CallOptions,
  ): AuthingList<AuthingUser> {
    return pagesOf(
      (paging, given) => this.call("listGroupMembers", { ...details, code, ...paging }, given),
      options,
    );
  }

  /** Puts people into a group, 50 a request. */
  async addMembers(code: string, userIds: readonly string[], options?: CallOptions): Promise<void> {
    await inBatches(userIds, LARGEST_BATCH, (batch) =>
      this.call("addGroupMembers", { code, userIds: batch }, options),
    );
  }

  /** Takes people out of a group, 50 a request. */
  async removeMembers(
    code: string,
    userIds: readonly string[],
    options?: CallOptions,
  ): Promise<void> {
    await inBatches(userIds, LARGEST_BATCH, (batch) =>
      this.call("removeGroupMembers", { code, userIds: batch }, options),
    );
  }
}
