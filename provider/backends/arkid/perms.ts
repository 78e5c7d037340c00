import { parseAccessId } from "../domain/access-id";
import type { Content, PermStore } from "../backend";
import type { PermDesired, PermKey, PermState } from "../domain";
import { InvalidError } from "../errors";
import { isNotFound, type Perm, type RequestOptions } from "../../../sdk";
import type { Connection } from "./connection";
import { grants } from "./grants";
import { all } from "../kit/all";
import { contentsOf } from "../kit/grants";
import { unless } from "../kit/unless";
import { createWithLookup, REPEATABLE } from "./writes";

/** The perm to use an app, which the server makes with it. */
export const accessPermOf = (app: string) => `app_${app}_access`;

/**
 * Permissions of apps and orgs, for system administrators: others get 403, or 404 which then proves
 * no absence.
 */
export function perms(connection: Connection): PermStore {
  const { perm } = connection.client;
  const find = async ({ scope, name }: PermKey) => {
    const declared = await declaredPerms(connection, scope);
    return declared.filter((one) => one.name === name).map(toState);
  };
  return {
    find,

    get: ({ id }) => connection.seeing(undefined, async () => toState(await perm.get(id))),

    async create(desired) {
      await requireScope(connection, desired);
      const { scope, name } = desired;
      // The server ignores a description here (ARKID.md 29): a later step writes it.
      const create = (options: RequestOptions) => perm.create({ scope, name }, options);
      return toState(await createWithLookup(create, async () => (await find(desired)).length > 0));
    },

    update: ({ id }, { name, description }) =>
      connection.seeing(undefined, async () => {
        const changes = {
          ...(name !== undefined && { name }),
          ...(description !== undefined && { remark: description }),
        };
        return toState(await perm.update(id, changes, REPEATABLE));
      }),

    async delete({ id }) {
      const remove = () => perm.delete(id, REPEATABLE);
      await connection.seeing(undefined, remove).catch(unless(isNotFound));
    },

    contents: async (ref) => contentsOf(await grants(connection).list(ref)),

    resolve(id) {
      const access = parseAccessId(id);
      return Promise.resolve(access ? accessPermOf(access.app) : id);
    },
  };
}

/** The perms that people made in an app or an org; none for a caller who may not see perms. */
export async function permsOf(connection: Connection, scope: string): Promise<Content[]> {
  if (!(await connection.caller()).isAdmin) return [];
  const declared = await declaredPerms(connection, scope);
  return declared.map(({ uid, name }) => ({ kind: "perm", id: uid, name }));
}

/** Deletes the perms that the server made with an org, and would leave behind (ARKID.md 5). */
export async function deleteOwnPerms(connection: Connection, oid: string): Promise<void> {
  if (!(await connection.caller()).isAdmin) return;
  for (const { uid } of await all(connection.client.perm.list({ subject: oid }))) {
    await connection.client.perm.delete(uid, REPEATABLE).catch(unless(isNotFound));
  }
}

/** Without the perm to use the app, and the server's own. */
export async function declaredPerms({ client }: Connection, scope: string): Promise<Perm[]> {
  const listed = await all(client.perm.list({ scope, subject: "app" }));
  return listed.filter((one) => one.scope === scope && one.uid !== accessPermOf(scope));
}

/** @throws InvalidError for a scope that does not exist, which the server would accept (ARKID.md 29) */
async function requireScope({ client }: Connection, { scope }: PermDesired): Promise<void> {
  if (await client.app.find(ANY_ORG, scope)) return;
  if (UUID.test(scope) && (await client.org.find(scope))) return;
  throw new InvalidError(`there is no app and no org "${scope}"`, "scope");
}

const ANY_ORG = "-";
/** The server refuses an org's id that is no UUID. */
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export function toState({ uid, permId, scope, name, remark }: Perm): PermState {
  return { id: uid, permId: String(permId), scope, name, description: remark };
}
