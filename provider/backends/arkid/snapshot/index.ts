import type { Grant, UserState } from "../../domain";
import { readParts } from "../../kit/snapshot";
import type { ListedApp, Part, Snapshot } from "../../snapshot";
import { isNotFound } from "../../../../sdk";
import { all } from "../../kit/all";
import { listedApp } from "../../kit/listed-app";
import { once } from "../../kit/once";
import { unless } from "../../kit/unless";
import { appsOf, toState as toApp } from "../apps";
import type { Connection } from "../connection";
import { existingMembers } from "../existing-people";
import { grants } from "../grants";
import { toState } from "../users";
import { AccessScope } from "./access-scope";
import { readNodeMembers, readNodes, readTrees } from "./nodes";
import { readPerms, type Perms } from "./perms";

/** Reads parts by listings; what several parts need is read once. */
export async function readSnapshot(
  connection: Connection,
  scope: string,
  parts: readonly Part[],
): Promise<Snapshot> {
  const access = await AccessScope.of(connection, scope);
  const withUsers = parts.includes("nodeMembers");
  const trees = once(() => readTrees(connection, scope, withUsers));
  const nodes = once(() => readNodes(access, trees));
  const apps = once(() => readApps(access));
  const perms = once(() => readPerms(access, apps));
  const names = new Map<string, string>();
  const found = await readParts(scope, parts, {
    ...{ nodes, apps },
    nodeMembers: () => readNodeMembers(access, trees, nodes, names),
    orgMembers: () => readOrgMembers(access, names),
    users: () => readUsers(access),
    perms: async () => (await perms()).states,
    grants: async () => readGrants(access, await perms()),
  });
  return { ...found, names, unseen: access.unseenOf(parts) };
}

/** The apps of an org. */
async function readApps(access: AccessScope): Promise<Map<string, ListedApp>> {
  const { connection, scope } = access;
  if (!access.seesOrg) access.missAsNoOwner("apps");
  const apps = await access.readIfAllowed("apps", () => appsOf(connection, scope));
  return new Map((apps ?? []).map((app) => [app.uid, listedApp(toApp(app))]));
}

/** Usernames of an org's members who exist. */
async function readOrgMembers(
  access: AccessScope,
  names: Map<string, string>,
): Promise<readonly string[]> {
  const { connection, scope } = access;
  const list = () => existingMembers(connection, scope);
  const members = (await access.readIfAllowed("orgMembers", list)) ?? [];
  for (const { username, name } of members) names.set(username, name);
  return members.map(({ username }) => username);
}

/** The account that no listing has (ARKID.md 27). */
const UNLISTED = "admin";

/** All people, by username. */
async function readUsers(access: AccessScope): Promise<Map<string, UserState>> {
  const { user } = access.connection.client;
  const users = new Map<string, UserState>();
  const list = async () => {
    for (const one of await all(user.list())) users.set(one.username, toState(one));
    const unlisted = await user.find(UNLISTED);
    if (unlisted) users.set(UNLISTED, toState(unlisted));
  };
  if (access.isAdmin) await list();
  else {
    access.missAsNoAdmin("users");
    await access.readIfAllowed("users", list);
  }
  return users;
}

/** Own grants by perm id: two requests for each perm that has any. */
async function readGrants(
  access: AccessScope,
  { granted }: Perms,
): Promise<Map<string, readonly Grant[]>> {
  if (!access.isAdmin) access.missAsNoAdmin("grants");
  const all = grants(access.connection);
  const lists = granted.map(
    async (id) => [id, (await all.list({ id }).catch(unless(isNotFound))) ?? []] as const,
  );
  return new Map(await Promise.all(lists));
}
