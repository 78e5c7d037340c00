import type { Grant } from "../domain";
import type { Connection } from "./connection";
import { accessId } from "../domain/access-id";
import { keyOf, childrenOf, membersIn, type Located } from "./contents";
import { grants } from "./grants";
import { permId, scopeOf } from "./ids";
import { changeMembers } from "./members";
import { rolesOf } from "./namespaces";
import { placeOf } from "./locations";
import { REPEATABLE, writeAndReadBack } from "./writes";

/**
 * Moves to a node what hangs on another. Each step is complete on the new node before the old one
 * loses anything, and may be repeated.
 * @returns true: an access key sees all grants
 */
export async function inherit(connection: Connection, from: Located, to: Located) {
  const members = (await membersIn(connection, from)).map(({ id }) => id);
  await changeMembers(connection, to, { add: members, remove: [] });
  await changeMembers(connection, from, { add: [], remove: members });
  const [old, now] = [await placeOf(connection, from.id), await placeOf(connection, to.id)];
  if (old.kind === now.kind) await moveChildren(connection, from, to);
  for (const perm of await allPerms(connection)) await copyGrants(connection, perm, from, to);
  return true;
}

async function moveChildren(connection: Connection, from: Located, to: Located): Promise<void> {
  for (const { id } of await childrenOf(connection, from)) {
    if (id !== to.id) await moveNode(connection, { org: from.org, id }, to.id);
  }
}

/** Moves a node with all below it. */
export function moveNode(
  { client }: Connection,
  node: Located,
  parentDepartmentId: string,
): Promise<void> {
  const { departments } = client;
  return writeAndReadBack(
    () => departments.update(keyOf(node), { parentDepartmentId }, REPEATABLE),
    async () => (await departments.get(keyOf(node))).parentDepartmentId === parentDepartmentId,
    `move ${node.id}`,
  );
}

/** Nothing tells the roles of a department, so that every perm is asked. */
async function allPerms(connection: Connection): Promise<string[]> {
  const perms: string[] = [];
  for await (const { code } of connection.client.namespaces.list()) {
    const scope = scopeOf(code);
    if (scope === undefined) continue;
    for (const role of await rolesOf(connection, scope)) {
      perms.push(permId({ scope, code: role.code }));
    }
  }
  for await (const { appId } of connection.client.applications.list()) perms.push(accessId(appId));
  return perms;
}

/** Those of the old node end with it. */
async function copyGrants(connection: Connection, id: string, from: Located, to: Located) {
  const all = await grants(connection).list({ id });
  const isOld = (grant: Grant) => grant.kind === "node" && grant.id === from.id;
  const add = all.filter(isOld).map((grant) => ({ ...grant, id: to.id }));
  if (add.length > 0) await grants(connection).change({ id }, { add, remove: [] });
}
