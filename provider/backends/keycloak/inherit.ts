import { isNotFound } from "../../../sdk";
import { all } from "../kit/all";
import { unless } from "../kit/unless";
import type { Connection } from "./connection";
import { REPEATABLE } from "./writes";

/**
 * Moves members, children and roles to a group from another. Each step is complete on the new one
 * before the old one loses anything, and may be repeated.
 * @returns true: who may change groups sees their roles
 */
export async function inherit(connection: Connection, from: string, to: string): Promise<boolean> {
  const { client, moves } = connection;
  const members = await all(client.groups.members(from));
  await Promise.all(members.map(({ id }) => client.users.join(id, to, REPEATABLE)));
  await Promise.all(members.map(({ id }) => client.users.leave(id, from, REPEATABLE)));
  for (const { id, name } of await all(client.groups.children(from))) {
    if (id === to) continue;
    const isThere = async () => (await client.groups.get(id)).parentId === to;
    const move = () => client.groups.move(id, name, to, { hasHappened: isThere });
    await moves.make(move, () => false);
  }
  const { realm, clients } = await client.roles.of({ kind: "groups", id: from });
  const holder = { kind: "groups", id: to } as const;
  if (realm.length > 0) await client.roles.give(holder, realm, undefined, REPEATABLE);
  for (const { id, roles } of clients) {
    await client.roles.give(holder, roles, id, REPEATABLE).catch(unless(isNotFound));
  }
  return true;
}
