import { isInvalid } from "../../../sdk";
import type { Connection } from "./connection";
import { PREFIX } from "./ids";
import { chunks } from "./members";
import { all } from "../kit/all";
import { unless } from "../kit/unless";
import { REPEATABLE } from "./writes";

/**
 * Moves members, children and grants to a node from another. Each step is complete on the new node
 * before the old one loses anything, and may be repeated.
 * @returns whether the caller sees grants
 */
export async function inherit(connection: Connection, from: string, to: string): Promise<boolean> {
  await moveMembers(connection, from, to);
  if (isDepartment(from) === isDepartment(to)) await moveChildren(connection, from, to);
  if (!(await connection.caller()).isAdmin) return false;
  await copyGrants(connection, from, to);
  return true;
}

const isDepartment = (id: string) => id.startsWith(PREFIX.department);

async function moveMembers({ client: { node } }: Connection, from: string, to: string) {
  const members = (await all(node.listMembers(from))).map(({ username }) => username);
  for (const some of chunks(members)) await node.addMembers(to, some, REPEATABLE);
  for (const some of chunks(members)) await node.deleteMembers(from, some, REPEATABLE);
}

/** A group can't leave the root or category that it was made in (ARKID.md 16): it stays where it is. */
async function moveChildren({ client: { node } }: Connection, from: string, to: string) {
  for (const { nodeUid } of await node.listChildren(from)) {
    if (nodeUid === to) continue;
    await node.addChildren(to, [nodeUid], REPEATABLE).catch(unless(isInvalid));
  }
}

/** Grants of the old node are deleted with it. */
async function copyGrants({ client: { perm } }: Connection, from: string, to: string) {
  for (const { perm: granted, status } of await all(perm.listForNode(from))) {
    if (status === 0) continue;
    await perm.updateOwners(granted.uid, { nodes: [{ uid: to, status }] }, REPEATABLE);
  }
}
