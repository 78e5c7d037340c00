import type { PhoneCountry } from "../authentication/phone-country";
import { inBatches, LARGEST_BATCH } from "../batches";
import type { Call, Data, Input, InputWithout } from "../call";
import { orUndefined } from "../../transport/find";
import { UsageError } from "../../transport/errors";
import type { CallOptions } from "../options";
import { pagesOf, type AuthingList } from "../pages";

/** Somebody in the pool; all organizations share it. */
export type AuthingUser = Data<"getUser">;

/** What a user's id may be; `user_id` unless said. */
export type UserIdType = Exclude<Input<"getUser">["userIdType"], undefined>;

/** What a read of users brings beside the usual. */
export type UserDetails = InputWithout<"getUser", "userId" | "userIdType">;

/** Which users of the pool. */
export type UserFilter = InputWithout<"listUsers", "options"> & {
  readonly options?: Omit<NonNullable<Input<"listUsers">["options"]>, "pagination">;
};

/** Users: a username, email or phone is needed to create one, and each is one user's alone. */
export class Users {
  constructor(private readonly call: Call) {}

  /** One user, by id or by what `userIdType` says. */
  get(
    userId: string,
    details: UserDetails & { readonly userIdType?: UserIdType } = {},
    options?: CallOptions,
  ): Promise<AuthingUser> {
    return this.call("getUser", { ...details, userId }, options);
  }

  /** Like {@link Users.get}; undefined where there is none. */
  find(
    userId: string,
    details?: UserDetails & { readonly userIdType?: UserIdType },
    options?: CallOptions,
  ): Promise<AuthingUser | undefined> {
    return orUndefined(this.get(userId, details, options));
  }

  /** Those of many ids that there are, 50 a request. */
  async getBatch(
    userIds: readonly string[],
    details: InputWithout<"getUserBatch", "userIds"> = {},
    options?: CallOptions,
  ): Promise<AuthingUser[]> {
    const found = await inBatches(userIds, LARGEST_BATCH, (batch) =>
      this.call("getUserBatch", { ...details, userIds: batch }, options),
    );
    return found.flat();
  }

  /** Users of the pool, 50 a request; `options.withDepartmentIds` tells where they are. */
  list(filter: UserFilter = {}, options?: CallOptions): AuthingList<AuthingUser> {
    return pagesOf((pagination, given) => {
      const input = { ...filter, options: { ...filter.options, pagination } };
      return this.call("listUsers", input, given);
    }, options);
  }

  /** Whether there is a user of this username, email, phone or external id. */
  async exists(who: Input<"isUserExists"> & PhoneCountry, options?: CallOptions): Promise<boolean> {
    return (await this.call("isUserExists", who, options)).exists;
  }

  /** Creates a user. */
  create(user: Input<"createUser">, options?: CallOptions): Promise<AuthingUser> {
    return this.call("createUser", user, options);
  }

  /** Creates users, 50 a request. */
  async createBatch(
    users: Input<"createUsersBatch">["list"],
    how?: Input<"createUsersBatch">["options"],
    options?: CallOptions,
  ): Promise<AuthingUser[]> {
    const made = await inBatches(users, LARGEST_BATCH, (list) =>
      this.call("createUsersBatch", { list, options: how }, options),
    );
    return made.flat();
  }

  /** Changes what is given; departments are not among it. */
  update(
    userId: string,
    changes: InputWithout<"updateUser", "userId">,
    options?: CallOptions,
  ): Promise<AuthingUser> {
    return this.call("updateUser", { ...changes, userId }, options);
  }

  /** Changes users, 50 a request. */
  async updateBatch(
    users: Input<"updateUserBatch">["list"],
    how?: Input<"updateUserBatch">["options"],
    options?: CallOptions,
  ): Promise<AuthingUser[]> {
    const changed = await inBatches(users, LARGEST_BATCH, (list) =>
      this.call("updateUserBatch", { list, options: how }, options),
    );
    return changed.flat();
  }

  /** Deletes a user. */
  delete(userId: string, options?: CallOptions): Promise<void> {
    return this.deleteBatch([userId], undefined, options);
  }

  /** Deletes users, 50 a request. */
  async deleteBatch(
    userIds: readonly string[],
    how?: Input<"deleteUsersBatch">["options"],
    options?: CallOptions,
  ): Promise<void> {
    await inBatches(userIds, LARGEST_BATCH, (batch) =>
      this.call("deleteUsersBatch", { userIds: batch, options: how }, options),
    );
  }

  /** The departments that somebody is in, of all organizations, 50 a request. */
  departments(
    userId: string,
    filter: InputWithout<"getUserDepartments", "userId" | "page" | "limit"> = {},
    options?: CallOptions,
  ): AuthingList<Data<"getUserDepartments">["list"][number]> {
    return pagesOf(
      (paging, given) => this.call("getUserDepartments", { ...filter, userId, ...paging }, given),
      options,
    );
  }

  /**
   * Replaces all departments that somebody is in, of all organizations.
   * @throws UsageError for more than 50, which no second request could add
   */
  async setDepartments(
    userId: string,
    departments: Input<"setUserDepartments">["departments"],
    options?: CallOptions,
  ): Promise<void> {
    if (departments.length > LARGEST_BATCH) {
      throw new UsageError("a user's departments are set at once, 50 at most", "departments");
    }
    await this.call("setUserDepartments", { userId, departments }, options);
  }

  /** The roles that somebody has, of one namespace; the default one unless said. */
  async roles(
    userId: string,
    filter: InputWithout<"getUserRoles", "userId"> = {},
    options?: CallOptions,
  ): Promise<Data<"getUserRoles">["list"]> {
    return (await this.call("getUserRoles", { ...filter, userId }, options)).list ?? [];
  }

  /** Ends somebody's sessions in apps. */
  async kick(userId: string, appIds: readonly string[], options?: CallOptions): Promise<void> {
    await this.call("kickUsers", { userId, appIds }, options);
  }
}
