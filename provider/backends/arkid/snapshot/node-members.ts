import type { ListedNode } from "../../snapshot";
import { isNotFound } from "../../../../sdk";
import { unless } from "../../kit/unless";
import type { AccessScope } from "./access-scope";
import type { Trees } from "./trees";

/** Usernames by node id: of the trees, or node by node for whom those are refused. */
export async function readNodeMembers(
  sight: AccessScope,
  trees: () => Promise<Trees | undefined>,
  nodes: () => Promise<Map<string, ListedNode>>,
): Promise<Map<string, readonly string[]>> {
  if (!sight.seesOrg) sight.missAsNoOwner("nodeMembers");
  const ofTrees = await trees();
  if (ofTrees) return ofTrees.members;
  const { node } = sight.connection.client;
  const members = async (id: string) => {
    const found: string[] = [];
    for await (const { username } of node.listMembers(id)) found.push(username);
    return found;
  };
  const lists = [...(await nodes()).keys()].map(async (id) => {
    const list = await sight
      .glimpse("nodeMembers", () => members(id), id)
      .catch(unless(isNotFound));
    return [id, list ?? []] as const;
  });
  return new Map((await Promise.all(lists)).filter(([, list]) => list.length > 0));
}
