import { isForbidden, isNotFound } from "../../../sdk";
import type { Connection } from "./connection";
import { kindIn } from "./locations";
import { readTrees } from "./snapshot/trees";
import { unless } from "../kit/unless";

/** Up to so many people are asked about one by one; for more, the org's trees are read. */
const FEW = 5;

/**
 * Those of these people who are in the org for more than having joined it: its owner, who can't
 * leave, and who is in one of its nodes, from which leaving the org would take him as well (ARKID.md
 * 8, 9).
 */
export async function bound(
  connection: Connection,
  oid: string,
  usernames: readonly string[],
): Promise<string[]> {
  if (usernames.length === 0) return [];
  const { owner } = await connection.client.org.get(oid);
  const others = usernames.filter((username) => username !== owner);
  const inTrees = others.length > FEW ? await membersOfTrees(connection, oid) : undefined;
  const isInNode = (one: string) => inTrees?.has(one) ?? isInNodeOf(connection, oid, one);
  const answers = await Promise.all(others.map(async (one) => await isInNode(one)));
  const inNodes = new Set(others.filter((_, index) => answers[index]));
  return usernames.filter((username) => username === owner || inNodes.has(username));
}

/** Everybody in any node of the org; `undefined` where the caller may not read whole trees. */
async function membersOfTrees(connection: Connection, oid: string) {
  const trees = await readTrees(connection, oid, true);
  return trees && new Set([...trees.members.values()].flat());
}

/** The direct question is for the org's owner and managers only, not for administrators (ARKID.md 7). */
async function isInNodeOf(connection: Connection, oid: string, username: string) {
  const { org, user } = connection.client;
  const own = await org.memberNodes(oid, username).catch(unless(isForbidden));
  if (own) return own.length > 0;
  for (const { nodeUid } of await user.nodes(username)) {
    const kind = await kindIn(connection, oid, nodeUid).catch(unless(isNotFound));
    if (kind !== undefined) return true;
  }
  return false;
}
