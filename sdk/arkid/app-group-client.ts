import { checkGiven, checkText } from "../transport/checks";
import type { PagedList } from "../transport/pagination";
import { path } from "../transport/path";
import type { Request, RequestOptions } from "../transport/request";
import type { App } from "./app";
import type { AppGroup, AppGroupInfo, AppGroupTree } from "./app-group";
import { checkChanges, checkNewUid, nameOf } from "./checks";
import { answer, nothing } from "./wire/answer";
import { app } from "./wire/app";
import { appGroup, appGroups, appGroupTree, apps } from "./wire/app-group";
import { paged } from "./wire/paged";

/** Groups of apps. The document lacks them; uids are without prefix. */
export class AppGroupClient {
  constructor(private readonly request: Request) {}

  /** One group. `GET app-group/<uid>/` */
  async get(uid: string, options?: RequestOptions): Promise<AppGroup> {
    const request = {
      method: "GET",
      path: path`app-group/${{ uid }}/`,
      answer: answer(appGroup, { uid }),
    } as const;
    return await this.request(request, options);
  }

  /** A group with all below it. `GET app-group/<uid>/tree/` */
  async tree(uid: string, options?: RequestOptions): Promise<AppGroupTree> {
    const request = {
      method: "GET",
      path: path`app-group/${{ uid }}/tree/`,
      answer: answer(appGroupTree),
    } as const;
    return await this.request(request, options);
  }

  /** The direct children. `GET app-group/<uid>/app-group/` */
  async listChildren(uid: string, options?: RequestOptions): Promise<AppGroupInfo[]> {
    const request = {
      method: "GET",
      path: path`app-group/${{ uid }}/app-group/`,
      answer: answer(appGroups),
    } as const;
    return await this.request(request, options);
  }

  /** Creates a group below another. `POST app-group/<parent>/app-group/` */
  async createChild(
    parentUid: string,
    group: { name: string; uid?: string; remark?: string },
    options?: RequestOptions,
  ): Promise<AppGroup> {
    checkText("parentUid", parentUid);
    const at = path`app-group/${{ uid: parentUid }}/app-group/`;
    nameOf("group", group);
    checkNewUid(group.uid);
    const body = { name: group.name, uid: group.uid, remark: group.remark };
    const request = {
      method: "POST",
      path: at,
      body,
      answer: answer(appGroup, { uid: group.uid }),
    } as const;
    return await this.request(request, options);
  }

  /** Changes a group. `PATCH app-group/<uid>/` */
  async update(
    uid: string,
    changes: { name?: string; remark?: string },
    options?: RequestOptions,
  ): Promise<AppGroup> {
    const at = path`app-group/${{ uid }}/`;
    checkChanges(changes, { uid: "an app group's uid can't be changed" });
    const body = { name: changes.name, remark: changes.remark };
    const request = {
      method: "PATCH",
      path: at,
      body,
      answer: answer(appGroup, { uid }),
    } as const;
    return await this.request(request, options);
  }

  /** Deletes a group without apps and children. `DELETE app-group/<uid>/` */
  async delete(uid: string, options?: RequestOptions): Promise<void> {
    await this.request(
      { method: "DELETE", path: path`app-group/${{ uid }}/`, answer: nothing },
      options,
    );
  }

  /** The apps of a group. `GET app-group/<uid>/app/` */
  listApps(uid: string, options?: RequestOptions): PagedList<App> {
    return paged(this.request, path`app-group/${{ uid }}/app/`, app, {}, options);
  }

  /** Adds apps, by their `appId`; returns all of the group. `PATCH app-group/<uid>/app/` */
  addApps(uid: string, appIds: readonly number[], options?: RequestOptions): Promise<App[]> {
    return this.#changeApps(uid, "add", appIds, options);
  }

  /** Removes apps, by their `appId`; returns the rest. `PATCH app-group/<uid>/app/` */
  deleteApps(uid: string, appIds: readonly number[], options?: RequestOptions): Promise<App[]> {
    return this.#changeApps(uid, "delete", appIds, options);
  }

  async #changeApps(
    uid: string,
    subject: "add" | "delete",
    appIds: readonly number[],
    options: RequestOptions | undefined,
  ): Promise<App[]> {
    const at = path`app-group/${{ uid }}/app/`;
    checkGiven("appIds", appIds);
    const body = { subject, app_ids: appIds };
    const request = {
      method: "PATCH",
      path: at,
      body,
      answer: answer(apps),
    } as const;
    return await this.request(request, options);
  }
}
