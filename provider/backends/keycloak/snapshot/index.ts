import type { UserState } from "../../domain";
import { listedApp } from "../../kit/listed-app";
import { once } from "../../kit/once";
import { readParts } from "../../kit/snapshot";
import { unless } from "../../kit/unless";
import { TENANT, type Part, type Snapshot } from "../../snapshot";
import { isNotFound } from "../../../../sdk";
import type { Client, User } from "../../../../sdk/keycloak";
import { allClients, toState as toApp } from "../apps";
import type { Connection } from "../connection";
import { isBuiltInClient } from "../ids";
import { nameOf } from "../names";
import { toState as toUser } from "../users";
import { readAll } from "../whole";
import { readMembers, readNodes } from "./nodes";
import { readGrants, readRoles } from "./perms";

/** Reads parts by listings: of the connection's realm, whichever scope is asked for. */
export async function readSnapshot(
  connection: Connection,
  scope: string,
  parts: readonly Part[],
): Promise<Snapshot> {
  const { client } = connection;
  const groups = once(() => readAll(client.groups.list(), () => client.groups.count()));
  const users = once(async () => {
    const reading = readUsers(connection);
    // A realm that is about to be made has nobody.
    return scope === TENANT ? ((await reading.catch(unless(isNotFound))) ?? []) : reading;
  });
  const clients = once(async () => (await allClients(connection)).filter(isApp));
  const roles = once(async () => readRoles(connection, await clients()));
  const found = await readParts(scope, parts, {
    nodes: async () => readNodes(connection, await groups()),
    nodeMembers: async () => readMembers(connection, await groups(), await users()),
    orgMembers: async () => (await users()).map(({ username }) => username),
    users: async () => byName(await users()),
    apps: async () => new Map((await clients()).map((one) => [one.id, listedApp(toApp(one))])),
    perms: async () => new Map((await roles()).map(({ perm }) => [perm.id, perm])),
    grants: async () => readGrants(connection, await roles(), await groups()),
  });
  const isAsked = parts.includes("nodeMembers") || parts.includes("orgMembers");
  const named = isAsked && scope !== TENANT ? await users() : [];
  const names = new Map(named.map((user) => [user.username, nameOf(user)]));
  return { ...found, names, unseen: [] };
}

async function readUsers({ client, people }: Connection): Promise<User[]> {
  const users = await readAll(client.users.list(), () => client.users.count());
  people.remember(users);
  return users;
}

const byName = (users: readonly User[]): Map<string, UserState> =>
  new Map(users.map(toUser).map((user) => [user.id, user]));

const isApp = (client: Client) => !isBuiltInClient(client);
