import { checkGiven, checkObject } from "../transport/checks";
import { orUndefined } from "../transport/find";
import { z } from "zod";
import type { PagedList } from "../transport/pagination";
import { path, type ApiPath } from "../transport/path";
import type { Request, RequestOptions } from "../transport/request";
import { bareUid, checkChanges, nameOf } from "./checks";
import {
  checkStatuses,
  type NodePerm,
  type PermOwnerChanges,
  type PermOwnerFilter,
  type StatusChange,
} from "./grant";
import {
  toWirePermFilter,
  type NewPerm,
  type Perm,
  type PermChanges,
  type PermFilter,
  type PermListFilter,
  type PermOwner,
} from "./perm";
import type { UserPerm } from "./user-perm";
import { answer, nothing } from "./wire/answer";
import { paged } from "./wire/paged";
import { nodePerm, ownersEcho, perm, permOwner, userPerm } from "./wire/perm";

const IGNORED = {
  uid: "a perm's uid can't be changed",
  action: "a perm's action can't be changed",
  subject: "a perm's subject can't be changed",
};

const deptPath = (uid: string) => path`perm/dept/${{ uid: bareUid("uid", uid, "d") }}/`;
const groupPath = (uid: string) => path`perm/group/${{ uid: bareUid("uid", uid, "g") }}/`;

/** Permissions and grants. All of it is for system administrators. */
export class PermClient {
  constructor(private readonly request: Request) {}

  /** All perms, of every scope. `GET perm/` */
  list(filter: PermListFilter = {}, options?: RequestOptions): PagedList<Perm> {
    const query = { ...toWirePermFilter(filter), owner_subject: filter.ownerSubject };
    return paged(this.request, path`perm/`, perm, query, options);
  }

  /**
   * Creates a perm; a remark is ignored at first, so it is not taken. Repeating makes another one.
   * `POST perm/`
   */
  async create(wanted: NewPerm, options?: RequestOptions): Promise<Perm> {
    checkObject("wanted", wanted);
    checkGiven("scope", wanted.scope);
    // An account's perm is named by the server.
    if (wanted.subAccount === undefined) nameOf("wanted", wanted);
    const body = { scope: wanted.scope, name: wanted.name, sub_account: wanted.subAccount };
    const request = { method: "POST", path: path`perm/`, body, answer: answer(perm) } as const;
    return await this.request(request, options);
  }

  /** One perm. `GET perm/<uid>/` */
  async get(uid: string, options?: RequestOptions): Promise<Perm> {
    const request = {
      method: "GET",
      path: path`perm/${{ uid }}/`,
      answer: answer(perm, { uid }),
    } as const;
    return await this.request(request, options);
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
    const at = path`perm/${{ uid }}/`;
    checkChanges(changes, IGNORED);
    const body = { name: changes.name, remark: changes.remark, scope: changes.scope };
    const request = {
      method: "PATCH",
      path: at,
      body,
      answer: answer(perm, { uid }),
    } as const;
    return await this.request(request, options);
  }

  /** Deletes a perm and its grants; built-in ones can't be (405). `DELETE perm/<uid>/` */
  async delete(uid: string, options?: RequestOptions): Promise<void> {
    await this.request(
      { method: "DELETE", path: path`perm/${{ uid }}/`, answer: nothing },
      options,
    );
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
    return paged(this.request, at, permOwner, query, options);
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
    const at = path`perm/${{ uid }}/owner/`;
    checkObject("changes", changes);
    const body = {
      user_perm_status: changes.users && checkStatuses("users", changes.users),
      node_perm_status: changes.nodes && checkStatuses("nodes", changes.nodes),
      // Any text would count as true.
      clean: changes.clean === true ? true : undefined,
    };
    await this.request({ method: "PATCH", path: at, body, answer: answer(ownersEcho) }, options);
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
    return paged(this.request, at, userPerm, query, options);
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
    const at = path`perm/user/${{ username }}/`;
    const body = { perm_statuses: checkStatuses("changes", changes) };
    const request = {
      method: "PATCH",
      path: at,
      query: { oid: scope.oid },
      body,
      answer: answer(z.array(userPerm)),
    } as const;
    return await this.request(request, options);
  }

  /**
   * All perms with a department's standing in each. `GET perm/dept/<uid>/`
   * @param uid prefixed, as everywhere; without its prefix is fine too
   */
  listForDept(uid: string, filter: PermFilter = {}, options?: RequestOptions): PagedList<NodePerm> {
    return this.#standings(deptPath(uid), filter, options);
  }

  /**
   * Sets a department's status in perms. `PATCH perm/dept/<uid>/`
   *
   * In changes, here and of users, groups and nodes, the document has `action`, `action_except` and
   * `scope` too: the server reads these in listings only, so they are not taken.
   * @param uid prefixed, as everywhere; without its prefix is fine too
   * @returns the perms that were named
   */
  async updateForDept(uid: string, changes: readonly StatusChange[], options?: RequestOptions) {
    return await this.#setStandings(deptPath(uid), changes, options);
  }

  /**
   * All perms with a group's standing in each. `GET perm/group/<uid>/`
   * @param uid prefixed, as everywhere; without its prefix is fine too
   */
  listForGroup(uid: string, filter: PermFilter = {}, options?: RequestOptions) {
    return this.#standings(groupPath(uid), filter, options);
  }

  /**
   * Sets a group's status in perms. `PATCH perm/group/<uid>/`
   * @param uid prefixed, as everywhere; without its prefix is fine too
   * @returns the perms that were named
   */
  async updateForGroup(uid: string, changes: readonly StatusChange[], options?: RequestOptions) {
    return await this.#setStandings(groupPath(uid), changes, options);
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
    return paged(this.request, at, nodePerm, toWirePermFilter(filter), options);
  }

  async #setStandings(
    at: ApiPath,
    changes: readonly StatusChange[],
    options?: RequestOptions,
  ): Promise<NodePerm[]> {
    const body = { perm_statuses: checkStatuses("changes", changes) };
    const request = { method: "PATCH", path: at, body, answer: answer(z.array(nodePerm)) } as const;
    return await this.request(request, options);
  }
}
