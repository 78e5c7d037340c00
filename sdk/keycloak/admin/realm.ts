import type { Request, RequestOptions } from "../../transport/request";
import { createdId, type RealmCalls } from "../call";
import { path } from "../path";
import type { Profile, Realm } from "../types";
import { answer, profile, realm } from "../wire";

/** Settings of a realm; those that are left out stay. */
export type RealmChanges = Readonly<Record<string, unknown>>;

/** The realm that the client is for, and others as far as the caller may see them. */
export class RealmClient {
  constructor(
    private readonly calls: RealmCalls,
    private readonly request: Request,
  ) {}

  /** The realm; a stub without its `id` for whoever may not view it. `GET /admin/realms/{realm}` */
  get(options?: RequestOptions): Promise<Realm> {
    return this.calls.get(path``, answer(realm, { realm: this.calls.realm }), options);
  }

  /** Creates it; enabled, which it is not by default. `POST /admin/realms` */
  async create(settings: RealmChanges, options?: RequestOptions): Promise<void> {
    const body = { enabled: true, ...settings, realm: this.calls.realm };
    await this.request(
      { method: "POST", path: path`admin/realms`, body, answer: createdId },
      options,
    );
  }

  /** Changes settings; custom `attributes` are replaced as a whole. `PUT /admin/realms/{realm}` */
  update(changes: RealmChanges, options?: RequestOptions): Promise<void> {
    return this.calls.write("PUT", path``, changes, options);
  }

  /** Deletes it with all that is in it, people too. `DELETE /admin/realms/{realm}` */
  delete(options?: RequestOptions): Promise<void> {
    return this.calls.write("DELETE", path``, undefined, options);
  }

  /** Which attributes people may have. `GET …/users/profile` */
  profile(options?: RequestOptions): Promise<Profile> {
    return this.calls.get(path`users/profile`, answer(profile), options);
  }

  /** Replaces the profile. `PUT …/users/profile` */
  async setProfile(changed: Profile, options?: RequestOptions): Promise<Profile> {
    const at = path`admin/realms/${{ realm: this.calls.realm }}/users/profile`;
    return await this.request(
      {
        ...{ method: "PUT", path: at, body: changed },
        answer: answer(profile),
      },
      options,
    );
  }
}
