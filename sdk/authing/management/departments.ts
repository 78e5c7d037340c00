import { inBatches, LARGEST_BATCH } from "../batches";
import type { Call, Data, Input, InputWithout } from "../call";
import type { CallOptions } from "../options";
import { pagesOf, type AuthingList } from "../pages";
import type { AuthingUser } from "./users";

/** A department of an organization. */
export type Department = Data<"getDepartment">;

/** Which department: its id is the server's, unless `departmentIdType` says otherwise. */
export interface DepartmentKey {
  /** The organization's code. */
  readonly organizationCode: string;
  /** `root` names the organization's root department. */
  readonly departmentId: string;
  /** What `departmentId` is. @default "department_id" */
  readonly departmentIdType?: Input<"deleteDepartment">["departmentIdType"];
}

/** A new department; `parentDepartmentId` may be `root`. */
export type NewDepartment = InputWithout<"createDepartment", "metadata">;

/** Departments, and who is in them. */
export class Departments {
  constructor(private readonly call: Call) {}

  /** One department. */
  get(key: DepartmentKey, options?: CallOptions): Promise<Department> {
    return this.call("getDepartment", { ...key }, options);
  }

  /** One department by its id alone, whatever organization it is in. */
  getById(departmentId: string, options?: CallOptions): Promise<Department> {
    return this.call("getDepartmentById", { departmentId }, options);
  }

  /** The department above. */
  parent(key: DepartmentKey, options?: CallOptions): Promise<Department> {
    return this.call("getParentDepartment", { ...key }, options);
  }

  /** All departments of an organization, by one request. */
  async all(organizationCode: string, options?: CallOptions): Promise<readonly Department[]> {
    const tree = await this.call("getAllDepartments", { organizationCode }, options);
    return tree.list ?? [];
  }

  /** The departments right below, by one request. */
  async children(key: DepartmentKey, options?: CallOptions): Promise<readonly Department[]> {
    return (await this.call("listChildrenDepartments", { ...key }, options)).list ?? [];
  }

  /** Creates a department. */
  create(department: NewDepartment, options?: CallOptions): Promise<Department> {
    return this.call("createDepartment", { metadata: {}, ...department }, options);
  }

  /** Changes what is given; another `parentDepartmentId` moves it with all below. */
  update(
    key: DepartmentKey,
    changes: InputWithout<"updateDepartment", keyof DepartmentKey | "metadata">,
    options?: CallOptions,
  ): Promise<Department> {
    return this.call("updateDepartment", { metadata: {}, ...changes, ...key }, options);
  }

  /** Deletes a department; whether those below go too is undocumented, so delete these first. */
  async delete(key: DepartmentKey, options?: CallOptions): Promise<void> {
    await this.call("deleteDepartment", { ...key }, options);
  }

  /** Who is in a department, 50 a request. */
  members(
    key: DepartmentKey,
    filter: InputWithout<"listDepartmentMembers", keyof DepartmentKey | "page" | "limit"> = {},
    options?: CallOptions,
  ): AuthingList<AuthingUser> {
    return pagesOf(
      (paging, given) =>
        this.call("listDepartmentMembers", { ...filter, ...key, ...paging }, given),
      options,
    );
  }

  /** The ids of who is in a department itself, by one request. */
  memberIds(key: DepartmentKey, options?: CallOptions): Promise<readonly string[]> {
    return this.call("listDepartmentMemberIds", { ...key }, options);
  }

  /** Whether somebody is in a department. */
  async has(key: DepartmentKey, userId: string, options?: CallOptions): Promise<boolean> {
    return (await this.call("isUserInDepartment", { ...key, userId }, options)).inDepartment;
  }

  /** Puts people into a department, 50 a request; other departments of theirs stay. */
  async addMembers(
    key: DepartmentKey,
    userIds: readonly string[],
    options?: CallOptions,
  ): Promise<void> {
    await inBatches(userIds, LARGEST_BATCH, (batch) =>
      this.call("addDepartmentMembers", { ...key, userIds: batch }, options),
    );
  }

  /** Takes people out of a department, 50 a request. */
  async removeMembers(
    key: DepartmentKey,
    userIds: readonly string[],
    options?: CallOptions,
  ): Promise<void> {
    await inBatches(userIds, LARGEST_BATCH, (batch) =>
      this.call("removeDepartmentMembers", { ...key, userIds: batch }, options),
    );
  }
}
