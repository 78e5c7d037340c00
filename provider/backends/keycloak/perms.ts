import type { Content, PermStore, Ref } from "../backend";
import type { PermKey, PermState } from "../domain";
import { InvalidError, NotFoundError } from "../errors";
import { isNotFound } from "../../../sdk";
import type { RequestOptions, Role } from "../../../sdk/keycloak";
import { all } from "../kit/all";
import { contentsOf } from "../kit/grants";
import { unless } from "../kit/unless";
import type { Connection } from "./connection";
import { isNoRealm } from "./errors";
import { grants } from "./grants";
import { isBuiltInRole } from "./ids";
import { createWithLookup, REPEATABLE } from "./writes";

/** Permissions: roles of a client, or of the realm. */
export function perms(connection: Connection): PermStore {
  const { roles } = connection.client;
  const get = async ({ id }: Ref) => toState(connection, await roles.get(id));
  const find = async ({ scope, name }: PermKey) =>
    (await rolesOf(connection, scope)).filter((role) => role.name === name);

  return {
    get,
    resolve: (id) => Promise.resolve(id),
    find: async (key) => (await find(key)).map((role) => toState(connection, role)),

    async create({ scope, name, description }) {
      const client = clientOf(connection, scope);
      const create = (options: RequestOptions) =>
        roles.create({ name, description }, client, options).catch(unknownScope(scope));
      await createWithLookup(create, async () => (await find({ scope, name }))[0]);
      const [made] = await find({ scope, name });
      if (made) return toState(connection, made);
      throw new NotFoundError(`the role "${name}" of ${scope} is gone again`);
    },

    async update({ id }, changes) {
      const live = await roles.get(id);
      const name = changes.name ?? live.name;
      const description = changes.description ?? live.description ?? undefined;
      await roles.update(id, { name, description }, REPEATABLE);
      return get({ id });
    },

    async delete({ id }) {
      await roles.delete(id, REPEATABLE).catch(unless(isNotFound));
    },

    contents: async (ref) => contentsOf(await grants(connection).list(ref)),
  };
}

/** The client of a scope; none for the realm. */
export const clientOf = ({ realm }: Connection, scope: string): string | undefined =>
  scope === realm ? undefined : scope;

/** The roles of an app or of the org; none where that is gone. */
export async function rolesOf(connection: Connection, scope: string): Promise<Role[]> {
  const roles = await allRolesOf(connection, scope);
  return roles.filter((role) => !isBuiltIn(connection, role));
}

/** With those that every realm has. */
export async function allRolesOf(connection: Connection, scope: string): Promise<Role[]> {
  const roles = connection.client.roles.list(clientOf(connection, scope));
  return (await all(roles).catch(unless(isNotFound))) ?? [];
}

/** Whether every realm has it. */
export const isBuiltIn = ({ realm }: Connection, { clientRole, name }: Role): boolean =>
  !clientRole && isBuiltInRole(realm, name);

/** The perms of an app or an org, for messages. */
export async function permsOf(connection: Connection, scope: string): Promise<Content[]> {
  return (await rolesOf(connection, scope)).map(({ id, name }) => ({ kind: "perm", id, name }));
}

const unknownScope =
  (scope: string) =>
  (error: unknown): never => {
    if (!isNotFound(error) || isNoRealm(error)) throw error;
    throw new InvalidError(`there is no app and no org "${scope}"`, "scope", { cause: error });
  };

/** A role of the realm names the realm by another id than its name. */
export function toState({ realm }: Connection, role: Role): PermState {
  const { id, name, description, clientRole, containerId } = role;
  return {
    ...{ id, permId: id, name, description: description ?? "" },
    scope: clientRole ? containerId : realm,
  };
}
