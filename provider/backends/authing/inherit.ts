import type { Grant } from "../domain";
import type { Connection } from "./connection";
import { accessId } from "../domain/access-id";
import { childrenOf, keyOf, type Located, membersIn, placeOf } from "./locations";
import { all } from "../kit/all";
import { grants } from "./grants";
import { permId } from "./ids";
import { changeMembers } from "./members";
import { rolesOf, scopesWithPerms } from "./perms";
import { REPEATABLE, writeAndReadBack } from "./writes";

/**
 * Moves members, children and grants to a node from another. Each step is complete on the new node
 * before the old one loses anything, and may be repeated.
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

/** The roles of a department can't be listed, so that every perm is read. */
async function allPerms(connection: Connection): Promise<string[]> {
  const perms: string[] = [];
  for (const scope of await scopesWithPerms(connection)) {
    const roles = await rolesOf(connection, scope);
    perms.push(...roles.map(({ code }) => permId({ scope, code })));
  }
  const apps = await all(connection.client.applications.list());
  return [...perms, ...apps.map(({ appId }) => accessId(appId))];
}

/** Grants of the old node are deleted with it. */
async function copyGrants(connection: Connection, id: string, from: Located, to: Located) {
  const granted = await grants(connection).list({ id });
  const isOld = (grant: Grant) => grant.kind === "node" && grant.id === from.id;
  const add = granted.filter(isOld).map((grant) => ({ ...grant, id: to.id }));
  if (add.length > 0) await grants(connection).change({ id }, { add, remove: [] });
}
