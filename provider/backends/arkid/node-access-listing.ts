import { isForbidden, isNotFound } from "../../../sdk";
import type { AccessReading } from "../backend";
import type { NodeAccess } from "../domain";
import { unless } from "../kit/unless";
import type { Unseen } from "../snapshot";
import type { Connection } from "./connection";
import { toAccess } from "./node-access";

const isRefused = (error: unknown) => isNotFound(error) || isForbidden(error);

/**
 * Who may see these nodes, and what their people manage. Where the server lists all nodes with their
 * visibility, only those are read that have one of their own, since a list still names what is gone
 * (ARKID.md 18), and the roots, which are in no list; the reference has none, and there each node is
 * read.
 */
export async function readNodeAccess(
  connection: Connection,
  org: string,
  ids: readonly string[],
): Promise<AccessReading> {
  const { client } = connection;
  const [roots, { isAdmin }] = await Promise.all([connection.rootsOf(org), connection.caller()]);
  const lists = [roots.department, roots.group].map((root) =>
    client.node.listDetails(root).catch(unless(isRefused)),
  );
  // Makes the server forget what manager groups name and is gone.
  const forgetting = client.node.listChildren(roots.manager).catch(unless(isRefused));
  const [departments, groups] = await Promise.all(lists);
  await forgetting;
  const listed = departments && groups ? [...departments, ...groups] : [];
  const plain = listed.filter((node) => !isOwn(toAccess(node))).map(({ nodeUid }) => nodeUid);
  const isPlain = new Set(plain);
  const candidates = ids.filter((id) => !isPlain.has(id));
  const access = new Map<string, Partial<NodeAccess>>();
  const unseen: Unseen[] = [];
  await Promise.all(
    candidates.map(async (id) => {
      const node = await client.node.get(id).catch(unless(isRefused));
      if (node === undefined) {
        // An administrator is told so of what is gone meanwhile.
        const reason = "this account may not see who may see it";
        if (!isAdmin) unseen.push({ part: "nodes", id, reason });
      } else if (isOwn(toAccess(node))) access.set(id, withoutDefaults(toAccess(node)));
    }),
  );
  return { access, unseen };
}

const isOwn = (access: Partial<NodeAccess>) => Object.keys(withoutDefaults(access)).length > 0;

/** Without what a new node has. */
function withoutDefaults(access: Partial<NodeAccess>): Partial<NodeAccess> {
  const { visibility, visibleToNodes = [], visibleToUsers = [], managerGroup } = access;
  const { nodes = [], users = [], apps = [], perms = [], scope } = managerGroup ?? {};
  const manages = scope === "named" || [nodes, users, apps, perms].some((list) => list.length > 0);
  return {
    ...(visibility !== undefined && visibility !== "everyone" && { visibility }),
    ...(visibleToNodes.length > 0 && { visibleToNodes }),
    ...(visibleToUsers.length > 0 && { visibleToUsers }),
    ...(managerGroup !== undefined && manages && { managerGroup }),
  };
}
