import { checkGiven, checkObject } from "../transport/checks";
import { orUndefined } from "../transport/find";
import { z } from "zod";
import { kept } from "../transport/kept";
import type { PagedList } from "../transport/pagination";
import { path } from "../transport/path";
import type { Request, RequestOptions } from "../transport/request";
import { checkChanges, checkNodeUids } from "./checks";
import type { NodeInfo } from "./node-info";
import type { User } from "./user";
import { toWireNewUser, toWireUserChanges, type NewUser, type UserChanges } from "./user-input";
import type { UserPerm } from "./user-perm";
import { answer, nothing } from "./wire/answer";
import { nodeInfos } from "./wire/node";
import { paged } from "./wire/paged";
import { userPerm } from "./wire/perm";
import { userRecord } from "./wire/user";

/** Narrows the list of users. */
export interface UserFilter {
  /** Part of the username, name, mail or mobile. */
  keyword?: string | undefined;
  wechatUnionid?: string | undefined;
}

const IGNORED = {
  username: "a username can't be changed",
  password: "a password is changed by setPassword",
  nodes: "memberships are changed by node.addMembers and its siblings, or user.overrideNodes",
  nodeUids: "memberships are changed by node.addMembers and its siblings, or user.overrideNodes",
  user: "the changes are given flat, without a user around them",
};

const passwordSet = z.object({ require_reset_password: z.boolean() });

/** People. */
export class UserClient {
  constructor(private readonly request: Request) {}

  /** All users but `admin`, of every org. `GET user/` */
  list(filter: UserFilter = {}, options?: RequestOptions): PagedList<User> {
    const filters = { keyword: filter.keyword, wechat_unionid: filter.wechatUnionid };
    return paged(this.request, path`user/`, userRecord, filters, options);
  }

  /**
   * Users who are in no node. The document's `GET user/isolated/` does not exist on the reference
   * server (it looks for a user of that name): picked from {@link UserClient.list}, so that a page
   * of it holds those of a page of all users, and its count is of all.
   */
  isolated(options?: RequestOptions): PagedList<User> {
    return kept(this.list({}, options), ({ nodes = [] }) => nodes.length === 0);
  }

  /** One user. `GET user/<username>/` */
  async get(username: string, options?: RequestOptions): Promise<User> {
    const request = {
      method: "GET",
      path: path`user/${{ username }}/`,
      answer: answer(userRecord, { username }),
    } as const;
    return await this.request(request, options);
  }

  /** Like {@link UserClient.get}; undefined where there is none. */
  find(username: string, options?: RequestOptions): Promise<User | undefined> {
    return orUndefined(this.get(username, options));
  }

  /**
   * Creates a user; all or nothing. `POST user/`
   * @throws UsageError for a node without prefix, which the server would ignore
   * @throws InvalidError naming the field: `username` (`invalid`, `existed`), `mobile`, …
   */
  async create(user: NewUser, options?: RequestOptions): Promise<User> {
    checkObject("user", user);
    checkGiven("username", user.username);
    if (user.nodes !== undefined) checkNodeUids("nodes", user.nodes);
    const request = {
      method: "POST",
      path: path`user/`,
      body: toWireNewUser(user),
      answer: answer(userRecord, { username: user.username }),
    } as const;
    return await this.request(request, options);
  }

  /**
   * Changes a user. `PATCH user/<username>/`
   * @throws UsageError for what the server would answer with 200 and ignore: username, password,
   * nodes, or the changes wrapped in `user`
   */
  async update(username: string, changes: UserChanges, options?: RequestOptions): Promise<User> {
    const at = path`user/${{ username }}/`;
    checkChanges(changes, IGNORED);
    const body = toWireUserChanges(changes);
    const request = {
      method: "PATCH",
      path: at,
      body,
      answer: answer(userRecord, { username }),
    } as const;
    return await this.request(request, options);
  }

  /**
   * Deletes a user. Their token keeps working (reset the password first), their rows in orgs stay
   * (remove them first), and an org that they owned still names them. `DELETE user/<username>/`
   */
  async delete(username: string, options?: RequestOptions): Promise<void> {
    await this.request(
      { method: "DELETE", path: path`user/${{ username }}/`, answer: nothing },
      options,
    );
  }

  /**
   * Sets a password; this ends the user's token everywhere. `PATCH user/<username>/password/`
   * @param how.requireReset whether they must choose their own at the next login. @default false
   */
  async setPassword(
    username: string,
    how: { password: string; requireReset?: boolean },
    options?: RequestOptions,
  ): Promise<void> {
    const at = path`user/${{ username }}/password/`;
    checkObject("how", how);
    checkGiven("password", how.password);
    // Without the flag the server answers 500.
    const body = { password: how.password, require_reset_password: how.requireReset ?? false };
    await this.request({ method: "PATCH", path: at, body, answer: answer(passwordSet) }, options);
  }

  /** All perms, granted or not, with the user's status in each. `GET perm/user/<username>/` */
  permissions(username: string, options?: RequestOptions): PagedList<UserPerm> {
    return paged(this.request, path`perm/user/${{ username }}/`, userPerm, {}, options);
  }

  /**
   * One perm of a user, with where it comes from. `GET user/<username>/perm/<uid>/`
   * @throws NotFoundError also for an access perm that is younger than the user, until the
   * server's next flush (contract, 30)
   */
  async permission(username: string, permUid: string, options?: RequestOptions): Promise<UserPerm> {
    const at = path`user/${{ username }}/perm/${{ permUid }}/`;
    return await this.request({ method: "GET", path: at, answer: answer(userPerm) }, options);
  }

  /** The nodes that the user is a member of. `GET user/<username>/node/` */
  async nodes(username: string, options?: RequestOptions): Promise<NodeInfo[]> {
    const request = {
      method: "GET",
      path: path`user/${{ username }}/node/`,
      answer: answer(nodeInfos),
    } as const;
    return await this.request(request, options);
  }

  /** Adds a user to nodes; returns all that they are in. `PATCH user/<username>/node/` */
  addNodes(username: string, nodeUids: readonly string[], options?: RequestOptions) {
    return this.#changeNodes(username, "add", nodeUids, options);
  }

  /** Takes a user out of nodes; returns the rest. `PATCH user/<username>/node/` */
  deleteNodes(username: string, nodeUids: readonly string[], options?: RequestOptions) {
    return this.#changeNodes(username, "delete", nodeUids, options);
  }

  /** Makes these a user's only nodes, of every org. `PATCH user/<username>/node/` */
  overrideNodes(username: string, nodeUids: readonly string[], options?: RequestOptions) {
    return this.#changeNodes(username, "override", nodeUids, options);
  }

  /** Makes a user of the company one from outside. `PATCH user/<username>/convert/extern/` */
  async convertToExtern(username: string, options?: RequestOptions): Promise<User> {
    const at = path`user/${{ username }}/convert/extern/`;
    const request = {
      method: "PATCH",
      path: at,
      body: {},
      answer: answer(userRecord, { username }),
    } as const;
    return await this.request(request, options);
  }

  /** Makes a user from outside one of the company. `PATCH user/<username>/convert/intra/` */
  async convertToIntra(username: string, options?: RequestOptions): Promise<User> {
    const at = path`user/${{ username }}/convert/intra/`;
    const request = {
      method: "PATCH",
      path: at,
      body: {},
      answer: answer(userRecord, { username }),
    } as const;
    return await this.request(request, options);
  }

  async #changeNodes(
    username: string,
    subject: "add" | "delete" | "override",
    nodeUids: readonly string[],
    options: RequestOptions | undefined,
  ): Promise<NodeInfo[]> {
    const at = path`user/${{ username }}/node/`;
    const body = { subject, node_uids: checkNodeUids("nodeUids", nodeUids) };
    const request = {
      method: "PATCH",
      path: at,
      body,
      answer: answer(nodeInfos),
    } as const;
    return await this.request(request, options);
  }
}
