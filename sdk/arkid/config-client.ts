import { checkText } from "../transport/checks";
import { z } from "zod";
import { path, type ApiPath } from "../transport/path";
import type { Request, RequestOptions } from "../transport/request";
import type { NodeCategory, Settings, UserField } from "./config";
import { answer } from "./wire/answer";
import { namedPerms, nodeCategories, settings, userCount, userField } from "./wire/config";

/** Settings of the server and of orgs, for reading. The document lacks them. */
export class ConfigClient {
  constructor(private readonly request: Request) {}

  /** The server's settings; for system administrators. `GET config/` */
  async get(options?: RequestOptions): Promise<Settings> {
    return await this.#read(path`config/`, settings, options);
  }

  /** Where files are stored; for system administrators. `GET config/storage/` */
  async storage(options?: RequestOptions): Promise<Settings> {
    return await this.#read(path`config/storage/`, settings, options);
  }

  /** What anybody may know of the server's settings. `GET meta/` */
  async meta(options?: RequestOptions): Promise<Settings> {
    return await this.#read(path`meta/`, settings, options);
  }

  /** The perms of administration, by name. `GET meta/perm/` */
  async perms(options?: RequestOptions): Promise<{ uid: string; name: string }[]> {
    return await this.#read(path`meta/perm/`, namedPerms, options);
  }

  /** The fields that every user has. `GET config/native/field/user/` */
  async userFields(options?: RequestOptions): Promise<UserField[]> {
    return await this.#read(path`config/native/field/user/`, z.array(userField), options);
  }

  /** An org's settings. `GET org/<oid>/config/` */
  async org(oid: string, options?: RequestOptions): Promise<Settings> {
    return await this.#read(path`org/${{ oid }}/config/`, settings, options);
  }

  /** What members may know of an org's settings. `GET org/<oid>/meta/` */
  async orgMeta(oid: string, options?: RequestOptions): Promise<Settings> {
    return await this.#read(path`org/${{ oid }}/meta/`, settings, options);
  }

  /** An org's kinds of nodes. `GET org/<oid>/meta/node/` */
  async orgNodes(oid: string, options?: RequestOptions): Promise<NodeCategory[]> {
    const at = path`org/${{ oid }}/meta/node/`;
    return await this.#read(at, nodeCategories, options);
  }

  /** An org's perms of administration, by name. `GET org/<oid>/meta/perm/` */
  async orgPerms(oid: string, options?: RequestOptions): Promise<{ uid: string; name: string }[]> {
    return await this.#read(path`org/${{ oid }}/meta/perm/`, namedPerms, options);
  }

  /** The fields that an org has added. `GET org/<oid>/config/custom/field/user/` */
  async orgUserFields(oid: string, options?: RequestOptions): Promise<UserField[]> {
    const at = path`org/${{ oid }}/config/custom/field/user/`;
    return await this.#read(at, z.array(userField), options);
  }

  /** Adds a field to an org's people. `POST org/<oid>/config/custom/field/user/` */
  async addOrgUserField(oid: string, name: string, options?: RequestOptions): Promise<UserField> {
    const at = path`org/${{ oid }}/config/custom/field/user/`;
    checkText("name", name);
    const request = {
      method: "POST",
      path: at,
      body: { name },
      answer: answer(userField),
    } as const;
    return await this.request(request, options);
  }

  /** How many users there are, and how many are active. `GET statistics/user_statistic/` */
  async userCount(options?: RequestOptions): Promise<{ total: number; active: number }> {
    return await this.#read(path`statistics/user_statistic/`, userCount, options);
  }

  #read<T>(at: ApiPath, form: z.ZodType<T>, options: RequestOptions | undefined): Promise<T> {
    return this.request({ method: "GET", path: at, answer: answer(form) }, options);
  }
}
