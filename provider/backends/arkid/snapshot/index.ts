import { TENANT, type Part, type Snapshot } from "../../snapshot";
import type { Connection } from "../connection";
import { once } from "../../kit/once";
import { readApps } from "./apps";
import { readGrants } from "./grants";
import { readNodeMembers } from "./node-members";
import { readNodes } from "./nodes";
import { readOrgMembers } from "./org-members";
import { readPerms } from "./perms";
import { AccessScope } from "./access-scope";
import { readTrees } from "./trees";
import { readUsers } from "./users";

/** What is there, in listings; a part that builds on another reads it along, once. */
export async function readSnapshot(
  connection: Connection,
  scope: string,
  parts: readonly Part[],
): Promise<Snapshot> {
  const sight = await AccessScope.of(connection, scope);
  const withUsers = parts.includes("nodeMembers");
  const trees = once(() => readTrees(connection, scope, withUsers));
  const nodes = once(() => readNodes(sight, trees));
  const apps = once(() => readApps(sight));
  const perms = once(() => readPerms(sight, apps));
  const read = <T>(part: Part, reading: () => Promise<T>, none: T): Promise<T> =>
    parts.includes(part) && (part === "users") === (scope === TENANT)
      ? reading()
      : Promise.resolve(none);
  const [listed, nodeMembers, orgMembers, users, ofOrg, listedPerms, grants] = await Promise.all([
    read("nodes", nodes, new Map()),
    read("nodeMembers", () => readNodeMembers(sight, trees, nodes), new Map()),
    read("orgMembers", () => readOrgMembers(sight), []),
    read("users", () => readUsers(sight), new Map()),
    read("apps", apps, new Map()),
    read("perms", async () => (await perms()).states, new Map()),
    read("grants", async () => readGrants(sight, await perms()), new Map()),
  ]);
  return {
    ...{ nodes: listed, nodeMembers, orgMembers, users, apps: ofOrg },
    ...{ perms: listedPerms, grants, unseen: sight.unseenOf(parts) },
  };
}
