import { TENANT, type Part, type Snapshot } from "../../snapshot";
import type { Connection } from "../connection";
import { once } from "../../kit/once";
import { readApps } from "./apps";
import { readGrants } from "./grants";
import { readMembers } from "./members";
import { readNodes } from "./nodes";
import { readPerms } from "./perms";
import { readUsers } from "./users";

/**
 * What is there, in listings. An access key sees all or is refused: nothing is unseen. Apps belong to
 * the pool, so that each org's snapshot holds them all.
 */
export async function readSnapshot(
  connection: Connection,
  scope: string,
  parts: readonly Part[],
): Promise<Snapshot> {
  const nodes = once(() => readNodes(connection, scope));
  const members = once(async () => readMembers(connection, await nodes()));
  const apps = once(() => readApps(connection));
  const perms = once(async () => readPerms(connection, scope, await apps()));
  const read = <T>(part: Part, reading: () => Promise<T>, none: T): Promise<T> =>
    parts.includes(part) && (part === "users") === (scope === TENANT)
      ? reading()
      : Promise.resolve(none);
  const [tree, nodeMembers, orgMembers, users, ofPool, listedPerms, grants] = await Promise.all([
    read("nodes", async () => (await nodes()).listed, new Map()),
    read("nodeMembers", async () => (await members()).byNode, new Map()),
    read("orgMembers", async () => (await members()).all, []),
    read("users", () => readUsers(connection), new Map()),
    read("apps", apps, new Map()),
    read("perms", perms, new Map()),
    read("grants", async () => readGrants(connection, [...(await perms()).keys()]), new Map()),
  ]);
  return {
    ...{ nodes: tree, nodeMembers, orgMembers, users, apps: ofPool },
    ...{ perms: listedPerms, grants, unseen: [] },
  };
}
