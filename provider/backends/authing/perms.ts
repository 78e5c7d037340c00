import type { Content, PermStore } from "../backend";
import type { PermDesired, PermKey, PermState } from "../domain";
import { ConflictError, InvalidError, UnavailableError } from "../errors";
import { isNotFound } from "../../../sdk";
import type { Role } from "../../../sdk/authing";
import { all } from "../kit/all";
import { contentsOf } from "../kit/grants";
import { unless } from "../kit/unless";
import type { Connection } from "./connection";
import { grants } from "./grants";
import { namespaceOf, permId, requireKey, roleCode, scopeOf, wireKey } from "./ids";
import { createWithLookup, deleteUntilGone, REPEATABLE, writeAndVerify } from "./writes";

/** Permissions: roles in a namespace of their app's or org's own (docs/decisions/0013). */
export function perms(connection: Connection): PermStore {
  const { roles } = connection.client;

  const get = async ({ id }: { readonly id: string }) => {
    const key = requireKey(id);
    return toState(key.scope, await roles.get(wireKey(key)));
  };

  return {
    get,
    resolve: (id) => Promise.resolve(id),

    async find(key) {
      const found = await rolesOf(connection, key.scope);
      return found.filter((role) => isOf(key, role)).map((role) => toState(key.scope, role));
    },

    async create({ scope, name, description = "" }) {
      await requireScope(connection, scope);
      await ensureNamespace(connection, scope);
      const code = await freeCode(connection, { scope, name });
      const key = wireKey({ scope, code });
      const lookup = () => roles.get(key).catch(unless(isNotFound));
      const desired = { ...key, name, description };
      const made = await createWithLookup((options) => roles.create(desired, options), lookup);
      return { ...toState(scope, made), name };
    },

    async update({ id }, changes) {
      const key = requireKey(id);
      const live = await roles.get(wireKey(key));
      const wanted = {
        name: changes.name ?? (live.name || key.code),
        description: changes.description ?? live.description ?? "",
      };
      const isWritten = ({ name, description }: PermState) =>
        (name === "" || name === wanted.name) && description === wanted.description;
      await writeAndVerify(
        () => roles.update(wireKey(key), wanted, REPEATABLE),
        async () => isWritten(await get({ id })),
      );
      const after = await get({ id });
      if (isWritten(after)) return after;
      throw new UnavailableError(`the server answered, but did not change perm ${id}: try again`);
    },

    async delete({ id }) {
      const { code, namespace } = wireKey(requireKey(id));
      const lookup = () => roles.get({ code, namespace }).catch(unless(isNotFound));
      // Deleting a role that is gone is an error that does not say so (AUTHING.md 4).
      if (!(await lookup())) return;
      await deleteUntilGone(() => roles.delete([code], namespace, REPEATABLE), lookup);
    },

    contents: async (ref) => contentsOf(await grants(connection).list(ref)),
  };
}

/** The perms of an app or an org, for messages. */
export async function permsOf(connection: Connection, scope: string): Promise<Content[]> {
  const roles = await rolesOf(connection, scope);
  return roles.map((role) => {
    const { id, name } = toState(scope, role);
    return { kind: "perm", id, name: name || id };
  });
}

/** A role without a name is recognized by its code. */
const isOf = ({ name }: PermKey, role: ListedRole) =>
  role.name ? role.name === name : role.code === roleCode(name);

export function toState(scope: string, { code, name, description }: ListedRole): PermState {
  return { id: permId({ scope, code }), scope, name: name ?? "", description: description ?? "" };
}

/** A renamed perm keeps its code, so that a new one of its former name needs another. */
async function freeCode(connection: Connection, key: PermKey): Promise<string> {
  const taken = await rolesOf(connection, key.scope);
  if (taken.some((role) => isOf(key, role))) throw new ConflictError("it exists already");
  const codes = new Set(taken.map(({ code }) => code));
  const code = roleCode(key.name);
  for (let number = 2; ; number++) {
    const next = number === 2 ? code : `${code}-${number - 1}`;
    if (!codes.has(next)) return next;
  }
}

/** @throws InvalidError for a scope that does not exist: a namespace would take any name */
async function requireScope({ client }: Connection, scope: PermDesired["scope"]): Promise<void> {
  if (await client.applications.get(scope).catch(unless(isNotFound))) return;
  if (await client.organizations.get(scope).catch(unless(isNotFound))) return;
  throw new InvalidError(`there is no app and no org "${scope}"`, "scope");
}

/** A role as a listing has it; some servers leave its name out (AUTHING.md 4). */
type ListedRole = Pick<Role, "code"> & Partial<Pick<Role, "name" | "description">>;

/** The roles that are the perms of an app or an org; none where it has no namespace yet. */
export async function rolesOf({ client }: Connection, scope: string): Promise<ListedRole[]> {
  const roles = all(client.roles.list({ namespace: namespaceOf(scope) }));
  return (await roles.catch(unless(isNotFound))) ?? [];
}

/** The apps and orgs that have a namespace of perms. */
export async function scopesWithPerms({ client }: Connection): Promise<string[]> {
  const namespaces = await all(client.namespaces.list());
  return namespaces.map(({ code }) => scopeOf(code)).filter((scope) => scope !== undefined);
}

/** Creates the namespace of an app or an org, unless it exists. */
async function ensureNamespace({ client }: Connection, scope: string): Promise<void> {
  const code = namespaceOf(scope);
  const lookup = () => client.namespaces.get(code).catch(unless(isNotFound));
  if (await lookup()) return;
  const desired = { code, name: code, description: `Perms of ${scope}, kept by pulumi-identity` };
  const make = createWithLookup((options) => client.namespaces.create(desired, options), lookup);
  await make.catch((error: unknown) => {
    // The create of another perm has made it.
    if (!(error instanceof ConflictError)) throw error;
  });
}

/** Deletes the perms of an app or an org, roles first: what else becomes of them is not documented. */
export async function deleteNamespace(connection: Connection, scope: string): Promise<void> {
  const { client } = connection;
  const namespace = namespaceOf(scope);
  const codes = (await rolesOf(connection, scope)).map(({ code }) => code);
  if (codes.length > 0) {
    await writeAndVerify(
      () => client.roles.delete(codes, namespace, REPEATABLE),
      async () => (await rolesOf(connection, scope)).length === 0,
    );
  }
  await deleteUntilGone(
    () => client.namespaces.delete(namespace, REPEATABLE),
    () => client.namespaces.get(namespace).catch(unless(isNotFound)),
  );
}
