import { type ChildNode, isNotFound, type NodeInfo } from "../../../sdk";
import type { Connection } from "./connection";
import { PREFIX } from "./ids";
import { REPEATABLE } from "./writes";

/** What the server calls the group that it makes beside a category or an app (ARKID.md 20). */
const AUTO_CREATED = /^管理(分组|应用)/;

/** Whether a manager group is one that the server made by itself. */
export function isAutoCreatedGroup({ name, managerGroup }: NodeInfo): boolean {
  if (managerGroup === undefined || !AUTO_CREATED.test(name)) return false;
  return managerGroup.nodes.length + managerGroup.apps.length <= 1;
}

/**
 * The group that the server made beside a category: to be deleted with it, since the server leaves
 * it behind.
 */
export async function autoCreatedGroupOf(connection: Connection, oid: string, id: string) {
  // A department is no category.
  if (id.startsWith(PREFIX.department)) return undefined;
  const { group, manager } = await connection.rootsOf(oid);
  const node = await connection.client.node.find(id);
  if (node?.parentNodeUid !== group) return undefined;
  const managers = await connection.client.node.listChildren(manager);
  return managers.find(
    (child) => isAutoCreatedGroup(child) && child.managerGroup?.nodes.includes(id) === true,
  );
}

/** The group that the server made beside an app, and leaves behind as well. */
export async function autoCreatedGroupOfApp(connection: Connection, oid: string, uid: string) {
  const { manager } = await connection.rootsOf(oid);
  const managers = await connection.client.node.listChildren(manager);
  return managers.find(
    (child) => isAutoCreatedGroup(child) && child.managerGroup?.apps.includes(uid) === true,
  );
}

/** Deletes a companion with its members; another may have been quicker. */
export async function deleteAutoCreatedGroup(
  connection: Connection,
  companion: ChildNode,
): Promise<void> {
  try {
    await connection.client.node.delete(companion.nodeUid, { ignoreUser: true }, REPEATABLE);
  } catch (error) {
    if (!isNotFound(error)) throw error;
  }
}
