import type { PagedList } from "../../transport/pagination";
import type { RequestOptions } from "../../transport/request";
import type { RealmCalls } from "../call";
import { orUndefined } from "../../transport/find";
import { joined, path } from "../path";
import type { Group, User } from "../types";
import { answer, count, group, listOf, user } from "../wire";

/** What a group is made of; a description that is left out is none. */
export interface NewGroup {
  readonly name: string;
  readonly description?: string | undefined;
  readonly attributes?: Readonly<Record<string, readonly string[]>> | undefined;
}

const groups = listOf(group);
const users = listOf(user);

/** Flat, whole, and wherever they are in the tree. */
const FLAT = { populateHierarchy: false, briefRepresentation: false, subGroupsCount: false };

/** Groups, which form a tree, and who is in them. */
export class GroupsClient {
  constructor(private readonly calls: RealmCalls) {}

  /** One group. `GET …/groups/{id}` */
  get(id: string, options?: RequestOptions): Promise<Group> {
    return this.calls.get(path`groups/${{ id }}`, answer(group, { id }), options);
  }

  /**
   * The group that a path leads to: names from the top, each behind a slash; a name with a slash is
   * tried, too. `undefined` where there is none. `GET …/group-by-path/{path}`
   * @throws UsageError for a path with a name that is empty, `.` or `..`
   */
  async findByPath(names: string, options?: RequestOptions): Promise<Group | undefined> {
    const parts = names.split("/").slice(1);
    const at = parts.map((name) => path`/${{ name }}`).reduce(joined, path`group-by-path`);
    return await orUndefined(this.calls.get(at, answer(group), options));
  }

  /** All groups of all levels, each with its own roles. `GET …/groups?search=*` */
  list(options?: RequestOptions): PagedList<Group> {
    return this.calls.list(path`groups`, groups, { search: "*", ...FLAT }, options);
  }

  /** Groups of all levels of exactly this name. `GET …/groups?search=&exact=true` */
  named(name: string, options?: RequestOptions): PagedList<Group> {
    return this.calls.list(path`groups`, groups, { search: name, exact: true, ...FLAT }, options);
  }

  /**
   * Groups of all levels with this attribute. `GET …/groups?q=`
   * @param value without quotes and blanks
   */
  withAttribute(key: string, value: string, options?: RequestOptions): PagedList<Group> {
    return this.calls.list(path`groups`, groups, { q: `${key}:${value}`, ...FLAT }, options);
  }

  /** How many there are, of all levels; true also for who may not list them. `GET …/groups/count` */
  async count(options?: RequestOptions): Promise<number> {
    return (await this.calls.get(path`groups/count`, answer(count), options)).count;
  }

  /** The groups directly below. `GET …/groups/{id}/children` */
  children(id: string, options?: RequestOptions): PagedList<Group> {
    const filter = { briefRepresentation: false, subGroupsCount: false };
    return this.calls.list(path`groups/${{ id }}/children`, groups, filter, options);
  }

  /**
   * Creates a group, at the top or below another.
   * @returns its id
   * @throws ConflictError where a sibling has the name
   */
  create(wanted: NewGroup, parent?: string, options?: RequestOptions): Promise<string> {
    return this.calls.create(placeBelow(parent), wanted, options);
  }

  /** Moves a group with all below it; several moves at once may make a circle. */
  move(id: string, name: string, parent?: string, options?: RequestOptions): Promise<void> {
    return this.calls.write("POST", placeBelow(parent), { id, name }, options);
  }

  /** Changes a group: a description that is left out is wiped, attributes are kept. `PUT …/groups/{id}` */
  update(id: string, wanted: NewGroup, options?: RequestOptions): Promise<void> {
    return this.calls.write("PUT", path`groups/${{ id }}`, wanted, options);
  }

  /** Deletes a group with all below it; its members stay. `DELETE …/groups/{id}` */
  delete(id: string, options?: RequestOptions): Promise<void> {
    return this.calls.write("DELETE", path`groups/${{ id }}`, undefined, options);
  }

  /** The direct members, without their attributes. `GET …/groups/{id}/members` */
  members(id: string, options?: RequestOptions): PagedList<User> {
    const filter = { briefRepresentation: true };
    return this.calls.list(path`groups/${{ id }}/members`, users, filter, options);
  }
}

const placeBelow = (parent: string | undefined) =>
  parent === undefined ? path`groups` : path`groups/${{ parent }}/children`;
