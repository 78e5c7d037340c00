import { paginate, type PagedList, type WirePage } from "../transport/pagination";
import { path } from "../transport/path";
import type { Request, RequestOptions } from "../transport/request";
import { toApp, type App, type WireApp } from "./app";
import {
  toAppGroup,
  toAppGroupInfo,
  toAppGroupTree,
  type AppGroup,
  type AppGroupInfo,
  type AppGroupTree,
  type WireAppGroup,
  type WireAppGroupInfo,
  type WireAppGroupTree,
} from "./app-group";
import { checkIgnored, checkNewUid } from "./checks";

/** Groups of apps. The document lacks them; uids are without prefix. */
export class AppGroupClient {
  constructor(private readonly request: Request) {}

  /** One group. `GET app-group/<uid>/` */
  async get(uid: string, options?: RequestOptions): Promise<AppGroup> {
    const request = { method: "GET", path: path`app-group/${{ uid }}/` } as const;
    return toAppGroup(await this.request<WireAppGroup>(request, options));
  }

  /** A group with all below it. `GET app-group/<uid>/tree/` */
  async tree(uid: string, options?: RequestOptions): Promise<AppGroupTree> {
    const request = { method: "GET", path: path`app-group/${{ uid }}/tree/` } as const;
    return toAppGroupTree(await this.request<WireAppGroupTree>(request, options));
  }

  /** The direct children. `GET app-group/<uid>/app-group/` */
  async listChildren(uid: string, options?: RequestOptions): Promise<AppGroupInfo[]> {
    const request = { method: "GET", path: path`app-group/${{ uid }}/app-group/` } as const;
    const answer = await this.request<{ app_groups: WireAppGroupInfo[] }>(request, options);
    return answer.app_groups.map(toAppGroupInfo);
  }

  /** Creates a group below another. `POST app-group/<parent>/app-group/` */
  async createChild(
    parentUid: string,
    group: { name: string; uid?: string; remark?: string },
    options?: RequestOptions,
  ): Promise<AppGroup> {
    checkNewUid(group.uid);
    const body = { name: group.name, uid: group.uid, remark: group.remark };
    const at = path`app-group/${{ uid: parentUid }}/app-group/`;
    return toAppGroup(
      await this.request<WireAppGroup>({ method: "POST", path: at, body }, options),
    );
  }

  /** Changes a group. `PATCH app-group/<uid>/` */
  async update(
    uid: string,
    changes: { name?: string; remark?: string },
    options?: RequestOptions,
  ): Promise<AppGroup> {
    checkIgnored(changes, { uid: "an app group's uid can't be changed" });
    const body = { name: changes.name, remark: changes.remark };
    const request = { method: "PATCH", path: path`app-group/${{ uid }}/`, body } as const;
    return toAppGroup(await this.request<WireAppGroup>(request, options));
  }

  /** Deletes a group without apps and children. `DELETE app-group/<uid>/` */
  async delete(uid: string, options?: RequestOptions): Promise<void> {
    await this.request({ method: "DELETE", path: path`app-group/${{ uid }}/` }, options);
  }

  /** The apps of a group. `GET app-group/<uid>/app/` */
  listApps(uid: string, options?: RequestOptions): PagedList<App> {
    const at = path`app-group/${{ uid }}/app/`;
    return paginate(
      (query, given) => this.request<WirePage<WireApp>>({ method: "GET", path: at, query }, given),
      toApp,
      options,
    );
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
    const body = { subject, app_ids: appIds };
    const request = { method: "PATCH", path: path`app-group/${{ uid }}/app/`, body } as const;
    const { apps } = await this.request<{ apps: WireApp[] }>(request, options);
    return apps.map(toApp);
  }
}
