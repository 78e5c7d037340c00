import { ConflictError } from "../errors";
import { isNotFound } from "../../../sdk";
import type { Role } from "../../../sdk/authing";
import { unless } from "../kit/unless";
import type { Connection } from "./connection";
import { namespaceOf } from "./ids";
import { createWithLookup, deleteUntilGone, REPEATABLE, writeAndVerify } from "./writes";

/** A role as a listing has it; some servers leave its name out (AUTHING.md 4). */
export type ListedRole = Pick<Role, "code"> & Partial<Pick<Role, "name" | "description">>;

/** The roles of an app or an org, which its perms are; none where it has no namespace yet. */
export async function rolesOf({ client }: Connection, scope: string): Promise<ListedRole[]> {
  const found: ListedRole[] = [];
  try {
    for await (const role of client.roles.list({ namespace: namespaceOf(scope) })) found.push(role);
  } catch (error) {
    if (!isNotFound(error)) throw error;
  }
  return found;
}

/** Makes the namespace of an app or an org, unless it is there. */
export async function ensureNamespace({ client }: Connection, scope: string): Promise<void> {
  const code = namespaceOf(scope);
  const look = () => client.namespaces.get(code).catch(unless(isNotFound));
  if (await look()) return;
  const desired = { code, name: code, description: `Perms of ${scope}, kept by pulumi-identity` };
  const make = createWithLookup((options) => client.namespaces.create(desired, options), look);
  await make.catch((error: unknown) => {
    // Another perm's create was quicker.
    if (!(error instanceof ConflictError)) throw error;
  });
}

/** Deletes the perms of an app or an org, roles first: nothing says what becomes of them else. */
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
