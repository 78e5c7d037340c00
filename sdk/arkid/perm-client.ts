import { orUndefined } from "../transport/find";
import { paginate, type PagedList, type WirePage } from "../transport/pagination";
import { path, type ApiPath } from "../transport/path";
import type { Request, RequestOptions } from "../transport/request";
import { checkIgnored, checkName } from "./checks";
import {
  checkStatuses,
  toNodePerm,
  type NodePerm,
  type PermOwnerChanges,
  type PermOwnerFilter,
  type StatusChange,
  type WireNodePerm,
} from "./grant";
import {
  toPerm,
  toPermOwner,
  toWirePermFilter,
  type NewPerm,
  type Perm,
  type PermChanges,
  type PermFilter,
  type PermListFilter,
  type PermOwner,
  type WirePerm,
} from "./perm";
import { toUserPerm, type UserPerm, type WireUserPerm } from "./user-perm";

const IGNORED = {
  uid: "a perm's uid can't be changed",
  action: "a perm's action can't be changed",
  subject: "a perm's subject can't be changed",
};

/** Permissions and grants. All of it is for system administrators. */
export class PermClient {
  constructor(private readonly request: Request) {}

  /** All perms, of every scope. `GET perm/` */
  list(filter: PermListFilter = {}, options?: RequestOptions): PagedList<Perm> {
    const query = { ...toWirePermFilter(filter), owner_subject: filter.ownerSubject };
    return this.#paged<WirePerm, Perm>(path`perm/`, query, toPerm, options);
  }

  /**
   * Creates a perm; a remark is ignored at first, so it is not taken. Repeating makes another one.
   * `POST perm/`
   */
  async create(perm: NewPerm, options?: RequestOptions): Promise<Perm> {
    // An account's perm is named by the server.
    if (perm.subAccount === undefined) checkName(perm.name);
    const body = { scope: perm.scope, name: perm.name, sub_account: perm.subAccount };
    const request = { method: "POST", path: path`perm/`, body } as const;
    return toPerm(await this.request<WirePerm>(request, options));
  }

  /** One perm. `GET perm/<uid>/` */
  async get(uid: string, options?: RequestOptions): Promise<Perm> {
    const request = { method: "GET", path: path`perm/${{ uid }}/` } as const;
    return toPerm(await this.request<WirePerm>(request, options));
  }

  /** Like {@link PermClient.get}; undefined where there is none. */
  find(uid: string, options?: RequestOptions): Promise<Perm | undefined> {
    return orUndefined(this.get(uid, options));
  }

  /**
   * Changes a perm; built-in ones can't be (405). `PATCH perm/<uid>/`
   * @throws UsageError for uid, action and subject, which the server would ignore
   */
  async update(uid: string, changes: PermChanges, options?: RequestOptions): Promise<Perm> {
    checkIgnored(changes, IGNORED);
    const body = { name: changes.name, remark: changes.remark, scope: changes.scope };
    const request = { method: "PATCH", path: path`perm/${{ uid }}/`, body } as const;
    return toPerm(await this.request<WirePerm>(request, options));
  }

  /** Deletes a perm and its grants; built-in ones can't be (405). `DELETE perm/<uid>/` */
  async delete(uid: string, options?: RequestOptions): Promise<void> {
    await this.request({ method: "DELETE", path: path`perm/${{ uid }}/` }, options);
  }

  /**
   * Who is named in a perm: users, departments, then groups. No status is told: ask for each.
   * `GET perm/<uid>/owner/`
   */
  listOwners(
    uid: string,
    filter: PermOwnerFilter = {},
    options?: RequestOptions,
  ): PagedList<PermOwner> {
    const { ownerSubject, status, value } = filter;
    const query = { owner_subject: ownerSubject, status, value };
    const at = path`perm/${{ uid }}/owner/`;
    return this.#paged<PermOwner, PermOwner>(at, query, toPermOwner, options);
  }

  /**
   * Sets the status of users and nodes; others stay, unless `clean`. Unknown users and nodes are
   * ignored: verify by {@link PermClient.listOwners}, since the answer only echoes.
   * `PATCH perm/<uid>/owner/`
   * @throws UsageError for a status that is no number
   */
  async updateOwners(
    uid: string,
    changes: PermOwnerChanges,
    options?: RequestOptions,
  ): Promise<void> {
    const body = {
      user_perm_status: changes.users && checkStatuses("users", changes.users),
      node_perm_status: changes.nodes && checkStatuses("nodes", changes.nodes),
      // Any text would count as true.
      clean: changes.clean === true ? true : undefined,
    };
    await this.request({ method: "PATCH", path: path`perm/${{ uid }}/owner/`, body }, options);
  }

  /**
   * All perms with a user's standing in each. `GET perm/user/<username>/`
   * @param filter.oid as the owner of this org, who may see its perms. @default as administrator
   */
  listForUser(
    username: string,
    filter: PermFilter & { oid?: string } = {},
    options?: RequestOptions,
  ): PagedList<UserPerm> {
    const query = { ...toWirePermFilter(filter), oid: filter.oid };
    const at = path`perm/user/${{ username }}/`;
    return this.#paged<WireUserPerm, UserPerm>(at, query, toUserPerm, options);
  }

  /**
   * Sets a user's own status in perms. Not atomic: those before a refused one are set.
   * `PATCH perm/user/<username>/`
   * @throws ServerError for an app's access perm that is younger than the user, until the server's
   * next flush (contract, 30): use {@link PermClient.updateOwners}
   */
  async updateForUser(
    username: string,
    changes: readonly StatusChange[],
    scope: { oid?: string } = {},
    options?: RequestOptions,
  ): Promise<UserPerm[]> {
    const body = { perm_statuses: checkStatuses("changes", changes) };
    const at = path`perm/user/${{ username }}/`;
    const request = { method: "PATCH", path: at, query: { oid: scope.oid }, body } as const;
    return (await this.request<WireUserPerm[]>(request, options)).map(toUserPerm);
  }

  /**
   * All perms with a department's standing in each. `GET perm/dept/<uid>/`
   * @param uid without prefix
   */
  listForDept(uid: string, filter: PermFilter = {}, options?: RequestOptions): PagedList<NodePerm> {
    return this.#standings(path`perm/dept/${{ uid }}/`, filter, options);
  }

  /** Sets a department's status in perms. `PATCH perm/dept/<uid>/` */
  async updateForDept(uid: string, changes: readonly StatusChange[], options?: RequestOptions) {
    return await this.#setStandings(path`perm/dept/${{ uid }}/`, changes, options);
  }

  /**
   * All perms with a group's standing in each. `GET perm/group/<uid>/`
   * @param uid without prefix
   */
  listForGroup(uid: string, filter: PermFilter = {}, options?: RequestOptions) {
    return this.#standings(path`perm/group/${{ uid }}/`, filter, options);
  }

  /** Sets a group's status in perms. `PATCH perm/group/<uid>/` */
  async updateForGroup(uid: string, changes: readonly StatusChange[], options?: RequestOptions) {
    return await this.#setStandings(path`perm/group/${{ uid }}/`, changes, options);
  }

  /**
   * All perms with a node's standing in each; none for an unknown node. `GET perm/node/<uid>/`
   * @param uid prefixed
   */
  listForNode(uid: string, filter: PermFilter = {}, options?: RequestOptions) {
    return this.#standings(path`perm/node/${{ uid }}/`, filter, options);
  }

  /** Sets a node's status in perms. `PATCH perm/node/<uid>/` */
  async updateForNode(uid: string, changes: readonly StatusChange[], options?: RequestOptions) {
    return await this.#setStandings(path`perm/node/${{ uid }}/`, changes, options);
  }

  #standings(at: ApiPath, filter: PermFilter, options?: RequestOptions) {
    return this.#paged<WireNodePerm, NodePerm>(at, toWirePermFilter(filter), toNodePerm, options);
  }

  async #setStandings(
    at: ApiPath,
    changes: readonly StatusChange[],
    options?: RequestOptions,
  ): Promise<NodePerm[]> {
    const body = { perm_statuses: checkStatuses("changes", changes) };
    const request = { method: "PATCH", path: at, body } as const;
    return (await this.request<WireNodePerm[]>(request, options)).map(toNodePerm);
  }

  #paged<W, T>(
    at: ApiPath,
    filter: Readonly<Record<string, string | number | boolean | undefined>>,
    toItem: (wire: W) => T,
    options: RequestOptions | undefined,
  ): PagedList<T> {
    return paginate(
      (page, given) => {
        const request = { method: "GET", path: at, query: { ...filter, ...page } } as const;
        return this.request<WirePage<W>>(request, given);
      },
      toItem,
      options,
    );
  }
}
