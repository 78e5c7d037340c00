import type { PagedList } from "../../transport/pagination";
import type { ApiPath } from "../../transport/path";
import type { RequestOptions } from "../../transport/request";
import type { RealmCalls } from "../call";
import { joined, path } from "../path";
import type { Group, Role, User } from "../types";
import { answer, group, heldRoles, listOf, role, user } from "../wire";

/** What a role is made of; a description that is left out is none. */
export interface NewRole {
  readonly name: string;
  readonly description?: string | undefined;
}

/** Who may have roles, by id. */
export interface Holder {
  readonly kind: "users" | "groups";
  readonly id: string;
}

/** A role as mappings name it: by id and name, which must both be right. */
export type MappedRole = Pick<Role, "id" | "name">;

/** Roles that somebody has directly. */
export interface HeldRoles {
  readonly realm: readonly MappedRole[];
  /** By the client's id. */
  readonly clients: readonly { readonly id: string; readonly roles: readonly MappedRole[] }[];
}

const roles = listOf(role);
const users = listOf(user);
const groups = listOf(group);

/** Roles of the realm and of clients, and who has them. `client` is a client's id; without one, the realm. */
export class RolesClient {
  constructor(private readonly calls: RealmCalls) {}

  /** One role, wherever it is. `GET …/roles-by-id/{id}` */
  get(id: string, options?: RequestOptions): Promise<Role> {
    return this.calls.get(path`roles-by-id/${{ id }}`, answer(role, { id }), options);
  }

  /** The roles of the realm, or of a client. `GET …/roles` */
  list(client?: string, options?: RequestOptions): PagedList<Role> {
    return this.calls.list(rolesOf(client), roles, { briefRepresentation: false }, options);
  }

  /** Creates a role. @throws ConflictError where one has the name */
  async create(wanted: NewRole, client?: string, options?: RequestOptions): Promise<void> {
    await this.calls.create(rolesOf(client), wanted, options);
  }

  /** Renames and describes a role, which keeps its holders. `PUT …/roles-by-id/{id}` */
  update(id: string, wanted: NewRole, options?: RequestOptions): Promise<void> {
    return this.calls.write("PUT", path`roles-by-id/${{ id }}`, wanted, options);
  }

  /** Deletes a role, which nobody has then. `DELETE …/roles-by-id/{id}` */
  delete(id: string, options?: RequestOptions): Promise<void> {
    return this.calls.write("DELETE", path`roles-by-id/${{ id }}`, undefined, options);
  }

  /** The roles that a composite role gives besides itself. `GET …/roles-by-id/{id}/composites` */
  parts(id: string, options?: RequestOptions): PagedList<Role> {
    return this.calls.list(path`roles-by-id/${{ id }}/composites`, roles, {}, options);
  }

  /** The people who have it directly, service accounts too. */
  users(name: string, client?: string, options?: RequestOptions): PagedList<User> {
    return this.calls.list(inRole(name, client, "users"), users, BRIEF, options);
  }

  /** The groups that have it directly. */
  groups(name: string, client?: string, options?: RequestOptions): PagedList<Group> {
    return this.calls.list(inRole(name, client, "groups"), groups, BRIEF, options);
  }

  /** The roles that a person or a group has directly. `GET …/role-mappings` */
  async of({ kind, id }: Holder, options?: RequestOptions): Promise<HeldRoles> {
    const at = kind === "users" ? path`users/${{ id }}` : path`groups/${{ id }}`;
    const held = await this.calls.get(joined(at, path`/role-mappings`), answer(heldRoles), options);
    const clients = Object.values(held.clientMappings ?? {});
    return {
      realm: held.realmMappings ?? [],
      clients: clients.map(({ id, mappings }) => ({ id, roles: mappings })),
    };
  }

  /** Gives roles of the realm or of one client; again does no harm, one unknown and none is given. */
  give(
    { kind, id }: Holder,
    given: readonly MappedRole[],
    client?: string,
    options?: RequestOptions,
  ): Promise<void> {
    return this.calls.write("POST", mappings(kind, id, client), asMapped(given), options);
  }

  /** Takes roles away; again does no harm. Nothing is sent for none, which would take away all. */
  async take(
    { kind, id }: Holder,
    taken: readonly MappedRole[],
    client?: string,
    options?: RequestOptions,
  ): Promise<void> {
    if (taken.length === 0) return;
    await this.calls.write("DELETE", mappings(kind, id, client), asMapped(taken), options);
  }
}

const BRIEF = { briefRepresentation: true };

const rolesOf = (client: string | undefined): ApiPath =>
  client === undefined ? path`roles` : path`clients/${{ client }}/roles`;

function inRole(role: string, client: string | undefined, what: "users" | "groups"): ApiPath {
  const at = what === "users" ? path`/users` : path`/groups`;
  const of =
    client === undefined ? path`roles/${{ role }}` : path`clients/${{ client }}/roles/${{ role }}`;
  return joined(of, at);
}

function mappings(kind: Holder["kind"], id: string, client: string | undefined): ApiPath {
  if (kind === "users") {
    return client === undefined
      ? path`users/${{ id }}/role-mappings/realm`
      : path`users/${{ id }}/role-mappings/clients/${{ client }}`;
  }
  return client === undefined
    ? path`groups/${{ id }}/role-mappings/realm`
    : path`groups/${{ id }}/role-mappings/clients/${{ client }}`;
}

const asMapped = (roles: readonly MappedRole[]) => roles.map(({ id, name }) => ({ id, name }));
