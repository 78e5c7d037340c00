import { checkObject } from "../transport/checks";
import { orUndefined } from "../transport/find";
import { z } from "zod";
import type { PagedList } from "../transport/pagination";
import { path } from "../transport/path";
import type { Request, RequestOptions } from "../transport/request";
import { checkChanges, checkList, nameOf } from "./checks";
import type { NodeInfo } from "./node-info";
import type { Org } from "./org";
import { toWireOrgMemberChanges, type OrgMember, type OrgMemberChanges } from "./org-member";
import { answer, nothing } from "./wire/answer";
import { nodeInfos } from "./wire/node";
import { canonical, org } from "./wire/org";
import { paged } from "./wire/paged";
import { orgMember } from "./wire/user";

const invitation = z.object({ invite_link_key: z.string() });
/** The answer calls them `username` (contract, 8). */
const changed = z.object({ username: z.array(z.string()) });

/** Organisations, their members and invitations. */
export class OrgClient {
  constructor(private readonly request: Request) {}

  /**
   * The orgs that the caller is in; there is no list of all. Not paginated. `GET org/`
   * @param filter.role only those where the caller's role is this
   */
  async own(filter: { role?: string } = {}, options?: RequestOptions): Promise<Org[]> {
    const query = { role: filter.role };
    const request = {
      method: "GET",
      path: path`org/`,
      query,
      answer: answer(z.array(org)),
    } as const;
    return await this.request(request, options);
  }

  /** One org; anyone logged in may read it. `GET org/<oid>/` */
  async get(oid: string, options?: RequestOptions): Promise<Org> {
    const request = {
      method: "GET",
      path: path`org/${{ oid }}/`,
      answer: answer(org, { oid: canonical(oid) }),
    } as const;
    return await this.request(request, options);
  }

  /** Like {@link OrgClient.get}; undefined where there is none. */
  find(oid: string, options?: RequestOptions): Promise<Org | undefined> {
    return orUndefined(this.get(oid, options));
  }

  /**
   * Creates an org with its root nodes; the caller becomes its owner and a member, and it their
   * current org. Repeating makes another one: names are not unique. `POST org/`
   */
  async create(wanted: { name: string }, options?: RequestOptions): Promise<Org> {
    const body = { name: nameOf("wanted", wanted) };
    const request = { method: "POST", path: path`org/`, body, answer: answer(org) } as const;
    return await this.request(request, options);
  }

  /**
   * Renames an org; its root nodes keep their names. `PATCH org/<oid>/`
   * @throws UsageError for an owner: the server would answer 200 and ignore it
   */
  async update(oid: string, changes: { name: string }, options?: RequestOptions): Promise<Org> {
    const at = path`org/${{ oid }}/`;
    checkChanges(changes, { owner: "the owner of an org can't be changed through the API" });
    const body = { name: changes.name };
    const request = {
      method: "PATCH",
      path: at,
      body,
      answer: answer(org, { oid: canonical(oid) }),
    } as const;
    return await this.request(request, options);
  }

  /**
   * Deletes an org and its root nodes, full or not: the nodes below, apps and perms stay behind,
   * out of every listing. Remove them first. `DELETE org/<oid>/`
   */
  async delete(oid: string, options?: RequestOptions): Promise<void> {
    await this.request({ method: "DELETE", path: path`org/${{ oid }}/`, answer: nothing }, options);
  }

  /** The members. A deleted user's row stays and is counted. `GET org/<oid>/user/` */
  listMembers(oid: string, options?: RequestOptions): PagedList<OrgMember> {
    return paged(this.request, path`org/${{ oid }}/user/`, orgMember, {}, options);
  }

  /**
   * Adds members; those who are stay. All or none. `PATCH org/<oid>/user/`
   * @returns the usernames as given
   * @throws InvalidError for an unknown user, or the owner
   */
  addMembers(oid: string, usernames: readonly string[], options?: RequestOptions) {
    return this.#changeMembers(oid, "add", usernames, options);
  }

  /**
   * Removes members, from every node of the org too; their fields of this org are lost.
   * `PATCH org/<oid>/user/`
   * @returns the usernames as given
   * @throws InvalidError for an unknown or deleted user, or the owner
   */
  deleteMembers(oid: string, usernames: readonly string[], options?: RequestOptions) {
    return this.#changeMembers(oid, "delete", usernames, options);
  }

  async #changeMembers(
    oid: string,
    subject: "add" | "delete",
    usernames: readonly string[],
    options: RequestOptions | undefined,
  ): Promise<string[]> {
    const at = path`org/${{ oid }}/user/`;
    const body = { subject, usernames: checkList("usernames", usernames) };
    const request = {
      method: "PATCH",
      path: at,
      body,
      answer: answer(changed),
    } as const;
    return (await this.request(request, options)).username;
  }

  /** One member; 404 for strangers, and for callers who are. `GET org/<oid>/user/<username>/` */
  async getMember(oid: string, username: string, options?: RequestOptions): Promise<OrgMember> {
    const request = {
      method: "GET",
      path: path`org/${{ oid }}/user/${{ username }}/`,
      answer: answer(orgMember, { username }),
    } as const;
    return await this.request(request, options);
  }

  /** Like {@link OrgClient.getMember}; undefined where there is none. */
  findMember(
    oid: string,
    username: string,
    options?: RequestOptions,
  ): Promise<OrgMember | undefined> {
    return orUndefined(this.getMember(oid, username, options));
  }

  /** Changes a member's fields in this org. `PATCH org/<oid>/user/<username>/` */
  async updateMember(
    oid: string,
    username: string,
    changes: OrgMemberChanges,
    options?: RequestOptions,
  ): Promise<OrgMember> {
    const at = path`org/${{ oid }}/user/${{ username }}/`;
    checkObject("changes", changes);
    const body = toWireOrgMemberChanges(changes);
    const request = {
      method: "PATCH",
      path: at,
      body,
      answer: answer(orgMember, { username }),
    } as const;
    return await this.request(request, options);
  }

  /**
   * The nodes of this org that a member is in. `GET org/<oid>/user/<username>/node/`
   * @throws ForbiddenError for anybody but the org's owner and managers, even administrators
   */
  async memberNodes(oid: string, username: string, options?: RequestOptions): Promise<NodeInfo[]> {
    const at = path`org/${{ oid }}/user/${{ username }}/node/`;
    const request = { method: "GET", path: at, answer: answer(nodeInfos) } as const;
    return await this.request(request, options);
  }

  /**
   * The invitation key, valid for 7 days, made where there is none. Reads twice: the answer that
   * makes a key holds one that is never valid (contract, 12). `GET org/<oid>/invitation/`
   */
  async getInvitationKey(oid: string, options?: RequestOptions): Promise<string> {
    const request = {
      method: "GET",
      path: path`org/${{ oid }}/invitation/`,
      answer: answer(invitation),
    } as const;
    await this.request(request, options);
    return (await this.request(request, options)).invite_link_key;
  }

  /**
   * Replaces the invitation key, and reads the new one: the key in the answer of the refresh
   * itself is never valid (contract, 12). `PUT org/<oid>/invitation/`
   */
  async refreshInvitationKey(oid: string, options?: RequestOptions): Promise<string> {
    const at = path`org/${{ oid }}/invitation/`;
    await this.request({ method: "PUT", path: at, answer: answer(invitation) }, options);
    return await this.getInvitationKey(oid, options);
  }

  /** The org that a key invites to. `GET org/<oid>/invitation/<key>/` */
  async viewInvitation(oid: string, key: string, options?: RequestOptions): Promise<Org> {
    const request = {
      method: "GET",
      path: path`org/${{ oid }}/invitation/${{ key }}/`,
      answer: answer(org, { oid: canonical(oid) }),
    } as const;
    return await this.request(request, options);
  }

  /** Joins the org that a key invites to; twice is once. `POST org/<oid>/invitation/<key>/` */
  async joinByInvitation(oid: string, key: string, options?: RequestOptions): Promise<Org> {
    const request = {
      method: "POST",
      path: path`org/${{ oid }}/invitation/${{ key }}/`,
      answer: answer(org, { oid: canonical(oid) }),
    } as const;
    return await this.request(request, options);
  }
}
