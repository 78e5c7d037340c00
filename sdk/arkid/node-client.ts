import { checkText } from "../transport/checks";
import { UsageError } from "../transport/errors";
import { orUndefined } from "../transport/find";
import { kept } from "../transport/kept";
import type { PagedList } from "../transport/pagination";
import { path } from "../transport/path";
import type { Request, RequestOptions } from "../transport/request";
import type { ChildNode } from "./child-node";
import { checkChanges, checkList, checkNewUid, checkSameKind, nameOf } from "./checks";
import { toWireNodeChanges, type NewNode, type Node, type NodeChanges } from "./node";
import type { NodeInfo } from "./node-info";
import { toWireMemberFilter, whoIsMeant, type MemberFilter, type NodeMember } from "./node-member";
import { preorder, type Tree } from "./tree";
import { answer, nothing } from "./wire/answer";
import { children, node, nodes, treeOf } from "./wire/node";
import { paged } from "./wire/paged";
import { nodeMember, nodeMembers } from "./wire/user";

/** Departments (`d_…`) and groups (`g_…`). A uid given to a method is always the prefixed one. */
export class NodeClient {
  constructor(private readonly request: Request) {}

  /** One node. `GET node/<uid>/` */
  async get(uid: string, options?: RequestOptions): Promise<Node> {
    const request = {
      method: "GET",
      path: path`node/${{ uid }}/`,
      answer: answer(node, { nodeUid: uid }),
    } as const;
    return await this.request(request, options);
  }

  /** Like {@link NodeClient.get}; undefined where there is none. */
  find(uid: string, options?: RequestOptions): Promise<Node | undefined> {
    return orUndefined(this.get(uid, options));
  }

  /** One node as the caller, no administrator, may see it. `GET ucenter/node/<uid>/` */
  async view(uid: string, options?: RequestOptions): Promise<Node> {
    const request = {
      method: "GET",
      path: path`ucenter/node/${{ uid }}/`,
      answer: answer(node, { nodeUid: uid }),
    } as const;
    return await this.request(request, options);
  }

  /**
   * Changes a node. `PATCH node/<uid>/`
   * @throws UsageError for a parent, which the server would ignore: move by `addChildren`
   */
  async update(uid: string, changes: NodeChanges, options?: RequestOptions): Promise<Node> {
    const at = path`node/${{ uid }}/`;
    checkChanges(changes, {
      parentUid: "a node is moved by addChildren of its new parent",
      parentNodeUid: "a node is moved by addChildren of its new parent",
    });
    const body = toWireNodeChanges(changes);
    const request = {
      method: "PATCH",
      path: at,
      body,
      answer: answer(node, { nodeUid: uid }),
    } as const;
    return await this.request(request, options);
  }

  /**
   * Deletes a node without children. `DELETE node/<uid>/`
   * @param how.ignoreUser also with members, who only lose the node. @default false
   * @throws InvalidError, field `node`, while it has children, or members that are not ignored
   */
  async delete(
    uid: string,
    how: { ignoreUser?: boolean } = {},
    options?: RequestOptions,
  ): Promise<void> {
    // Only the word `true` counts (contract, 21).
    const query = { ignore_user: how.ignoreUser === true ? true : undefined };
    await this.request(
      { method: "DELETE", path: path`node/${{ uid }}/`, query, answer: nothing },
      options,
    );
  }

  /**
   * A node with all below it, in one answer, however large. `GET node/<uid>/tree/`
   * @param want.users with members and headcounts. @default false
   */
  async tree(uid: string, want: { users?: boolean } = {}, options?: RequestOptions): Promise<Tree> {
    const query = { user_required: want.users };
    const request = {
      method: "GET",
      path: path`node/${{ uid }}/tree/`,
      query,
      answer: answer(treeOf(uid)),
    } as const;
    return await this.request(request, options);
  }

  /**
   * Like {@link NodeClient.tree}, as the caller, no administrator, may see it.
   * `GET ucenter/node/<uid>/tree/`
   * @throws ServerError where a node below has visibility 4 (the server's fault)
   */
  async viewTree(
    uid: string,
    want: { users?: boolean } = {},
    options?: RequestOptions,
  ): Promise<Tree> {
    const query = { user_required: want.users };
    const request = {
      method: "GET",
      path: path`ucenter/node/${{ uid }}/tree/`,
      query,
      answer: answer(treeOf(uid)),
    } as const;
    return await this.request(request, options);
  }

  /**
   * A node and all below it as a list, each before those below it. The document's
   * `GET node/<uid>/list/` does not exist on the reference server: read from the tree.
   */
  async listTree(uid: string, options?: RequestOptions): Promise<NodeInfo[]> {
    return [...preorder(await this.tree(uid, {}, options))];
  }

  /**
   * A node and all below it, each with its parent, visibility and scopes, which may still name what
   * is gone. `GET node/<uid>/list/`
   * @throws NotFoundError where the server has no such list: the reference has none, the document does
   */
  async listDetails(uid: string, options?: RequestOptions): Promise<Node[]> {
    const request = {
      method: "GET",
      path: path`node/${{ uid }}/list/`,
      answer: answer(nodes),
    } as const;
    return await this.request(request, options);
  }

  /** The direct children, in order; not paginated. `GET node/<uid>/node/` */
  async listChildren(uid: string, options?: RequestOptions): Promise<ChildNode[]> {
    const request = {
      method: "GET",
      path: path`node/${{ uid }}/node/`,
      answer: answer(children),
    } as const;
    return await this.request(request, options);
  }

  /**
   * Creates a node below another. `POST node/<parent>/node/`
   * @throws UsageError for a uid that the server would accept and never find again
   * @throws InvalidError, field `uid`, where the uid is taken, in whatever org
   */
  async createChild(parentUid: string, wanted: NewNode, options?: RequestOptions): Promise<Node> {
    checkText("parentUid", parentUid);
    const at = path`node/${{ uid: parentUid }}/node/`;
    nameOf("wanted", wanted);
    checkNewUid(wanted.uid);
    const body = { uid: wanted.uid, ...toWireNodeChanges(wanted) };
    const request = {
      method: "POST",
      path: at,
      body,
      answer: answer(node, { uid: wanted.uid }),
    } as const;
    return await this.request(request, options);
  }

  /**
   * Moves nodes below another, with all that is below them. Not atomic: those before a refused
   * one have moved. `PATCH node/<parent>/node/`
   * @returns the parent's children afterwards
   * @throws UsageError for a node of the other kind, which the server would skip in silence
   * @throws InvalidError, field `node`: `deadlock` (below itself), `across_scope` (groups)
   */
  addChildren(parentUid: string, nodeUids: readonly string[], options?: RequestOptions) {
    return this.#changeChildren(parentUid, "add", nodeUids, options);
  }

  /** Orders children; those not named keep their places after them. `PATCH node/<parent>/node/` */
  sortChildren(parentUid: string, nodeUids: readonly string[], options?: RequestOptions) {
    return this.#changeChildren(parentUid, "sort", nodeUids, options);
  }

  async #changeChildren(
    parentUid: string,
    subject: "add" | "sort",
    nodeUids: readonly string[],
    options: RequestOptions | undefined,
  ): Promise<ChildNode[]> {
    checkText("parentUid", parentUid);
    const at = path`node/${{ uid: parentUid }}/node/`;
    const body = { subject, node_uids: checkSameKind("nodeUids", parentUid, nodeUids) };
    const request = {
      method: "PATCH",
      path: at,
      body,
      answer: answer(children),
    } as const;
    return await this.request(request, options);
  }

  /**
   * The direct members: a department's in its order, a group's by user id. `GET node/<uid>/user/`
   * @param filter of a group, chosen by the server; of a department, which the server lists whole,
   * chosen here: a page holds fewer then, and its count is of everybody
   */
  listMembers(
    uid: string,
    filter: MemberFilter = {},
    options?: RequestOptions,
  ): PagedList<NodeMember> {
    const at = path`node/${{ uid }}/user/`;
    const query = toWireMemberFilter(uid, filter);
    const members = paged(this.request, at, nodeMember, query, options);
    return uid.startsWith("d_") ? kept(members, whoIsMeant(filter)) : members;
  }

  /**
   * Adds members, also to the org; those who are stay. `PATCH node/<uid>/user/`
   * @returns all members afterwards
   * @throws InvalidError, field `user_uids`, for an unknown user; then nothing was done
   */
  addMembers(uid: string, usernames: readonly string[], options?: RequestOptions) {
    return this.#changeMembers(uid, "add", usernames, {}, options);
  }

  /** Removes members, not from the org; strangers are ignored. `PATCH node/<uid>/user/` */
  deleteMembers(uid: string, usernames: readonly string[], options?: RequestOptions) {
    return this.#changeMembers(uid, "delete", usernames, {}, options);
  }

  /** Makes these the only members; none empties the node. `PATCH node/<uid>/user/` */
  overrideMembers(uid: string, usernames: readonly string[], options?: RequestOptions) {
    return this.#changeMembers(uid, "override", usernames, {}, options);
  }

  /** Orders members of a department. `PATCH node/<uid>/user/` */
  sortMembers(uid: string, usernames: readonly string[], options?: RequestOptions) {
    return this.#changeMembers(uid, "sort", usernames, {}, options);
  }

  /**
   * Moves members to other nodes of the same kind. `PATCH node/<uid>/user/`
   * @throws UsageError for a target of the other kind: the server would remove the members and
   * add them nowhere
   */
  async moveOutMembers(
    uid: string,
    usernames: readonly string[],
    targetUids: readonly string[],
    options?: RequestOptions,
  ): Promise<NodeMember[]> {
    checkText("uid", uid);
    checkList("usernames", usernames);
    const node_uids = checkSameKind("targetUids", uid, targetUids);
    if (node_uids.length === 0) throw new UsageError("targetUids must not be empty", "targetUids");
    return await this.#changeMembers(uid, "move_out", usernames, { node_uids }, options);
  }

  async #changeMembers(
    uid: string,
    subject: string,
    usernames: readonly string[],
    more: { node_uids?: string[] },
    options: RequestOptions | undefined,
  ): Promise<NodeMember[]> {
    const at = path`node/${{ uid }}/user/`;
    const body = { subject, user_uids: checkList("usernames", usernames), ...more };
    const request = {
      method: "PATCH",
      path: at,
      body,
      answer: answer(nodeMembers),
    } as const;
    return await this.request(request, options);
  }
}
