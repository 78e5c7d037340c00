import { checkGiven, checkObject, checkText } from "../transport/checks";
import { UnsupportedError } from "../transport/errors";
import { orUndefined } from "../transport/find";
import type { PagedList } from "../transport/pagination";
import { path } from "../transport/path";
import type { Request, RequestOptions } from "../transport/request";
import { toWireAppChanges, type App, type AppChanges, type NewApp } from "./app";
import {
  toWireOauthSettings,
  toWireOidcSettings,
  type OauthSettings,
  type OidcSettings,
  type SamlSettings,
} from "./app-protocols";
import { checkChanges, checkNewUid, nameOf } from "./checks";
import { answer, nothing } from "./wire/answer";
import { app, oauthApp } from "./wire/app";
import { paged } from "./wire/paged";

/** Narrows the list of apps. */
export interface AppFilter {
  /** Part of the name. */
  name?: string | undefined;
  /** A prefixed node uid, whose access is told. */
  nodeUid?: string | undefined;
  /** A username, whose access is told. */
  username?: string | undefined;
  /** Only those that the node or user may use, or may not. */
  ownerAccess?: boolean | undefined;
}

/** The settings that each protocol takes. */
export interface ProtocolSettings {
  oauth: OauthSettings & { redirectUris: string };
  saml: SamlSettings;
  oidc: OidcSettings;
  ldap: Record<string, never>;
  http: Record<string, never>;
}

/** Single-sign-on applications. */
export class AppClient {
  constructor(private readonly request: Request) {}

  /**
   * Apps: for a system administrator those of every org, for others those that they manage.
   * `GET org/<oid>/app/`
   */
  list(oid: string, filter: AppFilter = {}, options?: RequestOptions): PagedList<App> {
    const { name, nodeUid, username, ownerAccess } = filter;
    const at = path`org/${{ oid }}/app/`;
    const narrowed = { name, node_uid: nodeUid, user_uid: username, owner_access: ownerAccess };
    return paged(this.request, at, app, narrowed, options);
  }

  /**
   * Creates an app with its access perm; all or nothing. A manager group is made beside it.
   * `POST org/<oid>/app/`
   * @throws UsageError for a uid that the server would accept and never find again
   */
  async create(oid: string, wanted: NewApp, options?: RequestOptions): Promise<App> {
    const at = path`org/${{ oid }}/app/`;
    nameOf("wanted", wanted);
    checkNewUid(wanted.uid);
    const body = { uid: wanted.uid, ...toWireAppChanges(wanted) };
    const request = {
      method: "POST",
      path: at,
      body,
      answer: answer(app, { uid: wanted.uid }),
    } as const;
    return await this.request(request, options);
  }

  /** One app; whatever the oid, which the server ignores. `GET org/<oid>/app/<uid>/` */
  async get(oid: string, uid: string, options?: RequestOptions): Promise<App> {
    const request = {
      method: "GET",
      path: path`org/${{ oid }}/app/${{ uid }}/`,
      answer: answer(app, { uid }),
    } as const;
    return await this.request(request, options);
  }

  /** Like {@link AppClient.get}; undefined where there is none. */
  find(oid: string, uid: string, options?: RequestOptions): Promise<App | undefined> {
    return orUndefined(this.get(oid, uid, options));
  }

  /**
   * Changes an app. `PATCH org/<oid>/app/<uid>/`
   * @throws UsageError for a uid, which can't be changed
   */
  async update(
    oid: string,
    uid: string,
    changes: AppChanges,
    options?: RequestOptions,
  ): Promise<App> {
    const at = path`org/${{ oid }}/app/${{ uid }}/`;
    checkChanges(changes, { uid: "an app's uid can't be changed" });
    const body = toWireAppChanges(changes);
    const request = {
      method: "PATCH",
      path: at,
      body,
      answer: answer(app, { uid }),
    } as const;
    return await this.request(request, options);
  }

  /**
   * Deletes an app with its protocols and all perms of its scope; its manager group stays behind.
   * `DELETE org/<oid>/app/<uid>/`
   */
  async delete(oid: string, uid: string, options?: RequestOptions): Promise<void> {
    await this.request(
      { method: "DELETE", path: path`org/${{ oid }}/app/${{ uid }}/`, answer: nothing },
      options,
    );
  }

  /**
   * Switches a protocol of an existing app on, or changes it, and returns the app.
   *
   * OAuth: `POST org/<oid>/app/<uid>/oauth/`, for system administrators. That endpoint makes an
   * app without owner where there is none, and empties `index`; so the app is read first, and
   * its index kept. LDAP, HTTP and SAML: the document's endpoints do not exist on the reference
   * server; served by {@link AppClient.update}. OIDC: the same, where the server has it, which the
   * app tells that is read first; the reference server takes it and forgets it.
   *
   * @throws NotFoundError where there is no such app
   * @throws UnsupportedError for a protocol that this server does not have; nothing was changed
   * @throws UsageError for SAML without entityId, or with neither certificate nor metadata
   */
  async register<P extends keyof ProtocolSettings>(
    oid: string,
    uid: string,
    protocol: P,
    settings: ProtocolSettings[P],
    options?: RequestOptions,
  ): Promise<App> {
    checkText("oid", oid);
    checkText("uid", uid);
    checkText("protocol", protocol);
    checkObject("settings", settings);
    if (protocol === "oidc" || protocol === "oauth") {
      checkGiven("redirectUris", (settings as OauthSettings).redirectUris);
    }
    if (protocol === "oidc") {
      return await this.#registerOidc(oid, uid, settings as OidcSettings, options);
    }
    if (protocol === "oauth") {
      return await this.#registerOauth(oid, uid, settings as OauthSettings, options);
    }
    if (["ldap", "http", "saml"].includes(protocol)) {
      return await this.update(oid, uid, { [protocol]: settings }, options);
    }
    throw new UnsupportedError(`the server has no protocol "${String(protocol)}"`);
  }

  async #registerOidc(
    oid: string,
    uid: string,
    settings: OidcSettings,
    options: RequestOptions | undefined,
  ): Promise<App> {
    const { oidc } = await this.get(oid, uid, options);
    if (oidc === undefined) {
      throw new UnsupportedError("this server has no OpenID Connect: its apps have no oidc_app");
    }
    const request = {
      method: "PATCH",
      path: path`org/${{ oid }}/app/${{ uid }}/`,
      body: { oidc_app: toWireOidcSettings(settings) },
      answer: answer(app, { uid }),
    } as const;
    return await this.request(request, options);
  }

  async #registerOauth(
    oid: string,
    uid: string,
    settings: OauthSettings,
    options: RequestOptions | undefined,
  ): Promise<App> {
    const { index } = await this.get(oid, uid, options);
    const body = toWireOauthSettings(settings);
    const at = path`org/${{ oid }}/app/${{ uid }}/oauth/`;
    await this.request({ method: "POST", path: at, body, answer: answer(oauthApp) }, options);
    const registered = await this.get(oid, uid, options);
    if (index === null || registered.index === index) return registered;
    return await this.update(oid, uid, { index }, options);
  }
}
