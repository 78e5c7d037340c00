import type { PagedList } from "../../transport/pagination";
import type { RequestOptions } from "../../transport/request";
import type { RealmCalls } from "../call";
import { path } from "../path";
import type { Group, User } from "../types";
import { answer, bareCount, found, group, listOf, user } from "../wire";

/** Fields of a person, by the server's names. */
export type UserFields = Readonly<Record<string, unknown>>;

const users = listOf(user);
const groups = listOf(group);
const WHOLE = { briefRepresentation: false };

/** People. Service accounts are listed by their names only. */
export class UsersClient {
  constructor(private readonly calls: RealmCalls) {}

  /** One person. `GET …/users/{id}` */
  get(id: string, options?: RequestOptions): Promise<User> {
    return this.calls.get(path`users/${{ id }}`, answer(user, { id }), options);
  }

  /**
   * The person of a username, in whatever case; `undefined` where there is none, or where the caller
   * may not see them. `GET …/users?username=&exact=true`
   */
  find(username: string, options?: RequestOptions): Promise<User | undefined> {
    const query = { username, exact: true, ...WHOLE };
    return this.calls.get(path`users`, found(user, "username", username), options, query);
  }

  /** Everybody. `GET …/users` */
  list(options?: RequestOptions): PagedList<User> {
    return this.calls.list(path`users`, users, WHOLE, options);
  }

  /** How many there are; true also for who may not list them. `GET …/users/count` */
  count(options?: RequestOptions): Promise<number> {
    return this.calls.get(path`users/count`, answer(bareCount), options);
  }

  /** All whose username has this in it, also service accounts. `GET …/users?username=` */
  named(part: string, options?: RequestOptions): PagedList<User> {
    return this.calls.list(path`users`, users, { username: part, ...WHOLE }, options);
  }

  /** How many these are. `GET …/users/count?username=` */
  countNamed(part: string, options?: RequestOptions): Promise<number> {
    return this.calls.get(path`users/count`, answer(bareCount), options, { username: part });
  }

  /**
   * Creates a person, who is enabled. `POST …/users`
   * @returns their id
   * @throws ConflictError where somebody has the username or the email
   */
  create(fields: UserFields, options?: RequestOptions): Promise<string> {
    return this.calls.create(path`users`, { enabled: true, ...fields }, options);
  }

  /**
   * Changes a person. With `attributes` among the fields it replaces the whole profile: names and
   * email that are left out are lost. `PUT …/users/{id}`
   */
  update(id: string, fields: UserFields, options?: RequestOptions): Promise<void> {
    return this.calls.write("PUT", path`users/${{ id }}`, fields, options);
  }

  /** Sets a password. `PUT …/users/{id}/reset-password` */
  setPassword(
    id: string,
    { value, temporary }: { readonly value: string; readonly temporary: boolean },
    options?: RequestOptions,
  ): Promise<void> {
    const body = { type: "password", value, temporary };
    return this.calls.write("PUT", path`users/${{ id }}/reset-password`, body, options);
  }

  /** Deletes a person. `DELETE …/users/{id}` */
  delete(id: string, options?: RequestOptions): Promise<void> {
    return this.calls.write("DELETE", path`users/${{ id }}`, undefined, options);
  }

  /** The groups that somebody is in directly. `GET …/users/{id}/groups` */
  groups(id: string, options?: RequestOptions): PagedList<Group> {
    return this.calls.list(path`users/${{ id }}/groups`, groups, {}, options);
  }

  /** Puts somebody into a group; again does no harm. `PUT …/users/{id}/groups/{group}` */
  join(id: string, group: string, options?: RequestOptions): Promise<void> {
    return this.calls.write("PUT", path`users/${{ id }}/groups/${{ group }}`, undefined, options);
  }

  /** Takes somebody out of a group; again does no harm. `DELETE …/users/{id}/groups/{group}` */
  leave(id: string, group: string, options?: RequestOptions): Promise<void> {
    const at = path`users/${{ id }}/groups/${{ group }}`;
    return this.calls.write("DELETE", at, undefined, options);
  }
}
