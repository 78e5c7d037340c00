import { isNotFound, type ChildNode, type ManagerGroup, type NodeInfo } from "../../../sdk";
import type { Ref } from "../backend";
import { unless } from "../kit/unless";
import type { Connection } from "./connection";
import { PREFIX } from "./ids";
import { REPEATABLE } from "./writes";

/** Names of the groups that the server creates with a category or an app (ARKID.md 20). */
const AUTO_CREATED = /^管理(分组|应用)/;

/** Whether a node is an auto-created manager group. */
export function isAutoCreatedGroup({ name, managerGroup }: NodeInfo): boolean {
  if (managerGroup === undefined || !AUTO_CREATED.test(name)) return false;
  return managerGroup.nodes.length + managerGroup.apps.length <= 1;
}

/** The auto-created groups of an org; none if the org is gone. */
export async function autoCreatedGroupsOf(connection: Connection, oid: string) {
  const { client, rootsOf } = connection;
  const list = async () => client.node.listChildren((await rootsOf(oid)).manager);
  return ((await list().catch(unless(isNotFound))) ?? []).filter(isAutoCreatedGroup);
}

/**
 * Deletes the auto-created group of a category, which the server would leave behind. This comes
 * first: without its category an interrupted run could not find it any more.
 */
export async function deleteGroupBesideNode(connection: Connection, { org, id }: Ref) {
  // A department is no category.
  if (org === undefined || id.startsWith(PREFIX.department)) return;
  const parent = (await connection.client.node.find(id))?.parentNodeUid;
  const roots = await connection.rootsOf(org).catch(unless(isNotFound));
  if (parent === undefined || parent !== roots?.group) return;
  await deleteBeside(connection, org, ({ nodes }) => nodes.includes(id));
}

/** The same for an app's group. */
export async function deleteGroupBesideApp(connection: Connection, { org, id }: Ref) {
  if (org !== undefined) await deleteBeside(connection, org, ({ apps }) => apps.includes(id));
}

async function deleteBeside(
  connection: Connection,
  org: string,
  isIt: (group: ManagerGroup) => boolean,
): Promise<void> {
  const groups = await autoCreatedGroupsOf(connection, org);
  const group = groups.find(({ managerGroup }) => managerGroup && isIt(managerGroup));
  if (group) await deleteAutoCreatedGroup(connection, group);
}

/** Deletes such a group with its members, unless it is gone already. */
export async function deleteAutoCreatedGroup({ client }: Connection, { nodeUid }: ChildNode) {
  const remove = client.node.delete(nodeUid, { ignoreUser: true }, REPEATABLE);
  await remove.catch(unless(isNotFound));
}
