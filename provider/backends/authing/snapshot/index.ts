import type { Grant, UserState } from "../../domain";
import { accessId } from "../../domain/access-id";
import { NotFoundError } from "../../errors";
import { all } from "../../kit/all";
import { listedApp } from "../../kit/listed-app";
import { once } from "../../kit/once";
import { readParts } from "../../kit/snapshot";
import { unless } from "../../kit/unless";
import { TENANT, type ListedApp, type ListedPerm, type Part, type Snapshot } from "../../snapshot";
import { isNotFound } from "../../../../sdk";
import { isWholeApplication } from "../../../../sdk/authing";
import { toState as toApp } from "../apps";
import type { Connection } from "../connection";
import { grants } from "../grants";
import { rolesOf, scopesWithPerms, toState as toPerm } from "../perms";
import { toState as toUser } from "../users";
import { readMembers, readNodes } from "./nodes";

/**
 * Reads parts by listings. An access key sees all or is refused: nothing is unseen. Apps belong to
 * the pool, so that each org's snapshot has them all.
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
  const found = await readParts(scope, parts, {
    ...{ apps, perms },
    nodes: async () => (await nodes()).listed,
    nodeMembers: async () => (await members()).byNode,
    orgMembers: async () => (await members()).all,
    users: () => readUsers(connection),
    grants: async () => readGrants(connection, [...(await perms()).keys()]),
  });
  const isAsked = parts.includes("nodeMembers") || parts.includes("orgMembers");
  const names = isAsked && scope !== TENANT ? (await members()).names : new Map<string, string>();
  return { ...found, names, unseen: [] };
}

/** All people of the pool, by username. */
async function readUsers({ client, people }: Connection): Promise<Map<string, UserState>> {
  const users = await all(client.users.list());
  people.remember(users);
  return new Map(users.map(toUser).map((user) => [user.id, user]));
}

/** The applications of the pool: any of its organizations' where it has several. */
async function readApps({ client }: Connection): Promise<Map<string, ListedApp>> {
  const isShared = (await client.organizations.list().page({ pageSize: 1 })).count > 1;
  const apps = await all(client.applications.list());
  return new Map(
    apps.map((app) => {
      const { appId: id, appName: name } = app;
      const listed = isWholeApplication(app) ? listedApp(toApp(app)) : { id, name };
      return [id, { ...listed, isShared }];
    }),
  );
}

/** The perms of an org and of the pool's apps: the namespaces, then one listing for each of theirs. */
async function readPerms(
  connection: Connection,
  org: string,
  apps: ReadonlyMap<string, ListedApp>,
): Promise<Map<string, ListedPerm>> {
  const isWithin = (scope: string) => scope === org || apps.has(scope);
  const scopes = (await scopesWithPerms(connection)).filter(isWithin);
  const declared = await Promise.all(
    scopes.map(async (scope) =>
      (await rolesOf(connection, scope)).map((role) => ({
        ...toPerm(scope, role),
        builtIn: false,
      })),
    ),
  );
  const perms = [...[...apps.values()].map(accessOf), ...declared.flat()];
  return new Map(perms.map((perm) => [perm.id, perm]));
}

/** The perm to use an app. */
const accessOf = ({ id, name }: ListedApp): ListedPerm => ({
  ...{ id: accessId(id), scope: id, name, description: "", builtIn: true },
});

/** Own grants by perm id: two requests a role, one an app. */
async function readGrants(
  connection: Connection,
  perms: readonly string[],
): Promise<Map<string, readonly Grant[]>> {
  const { list } = grants(connection);
  const isGone = (error: unknown) => isNotFound(error) || error instanceof NotFoundError;
  const lists = perms.map(
    async (id) => [id, (await list({ id }).catch(unless(isGone))) ?? []] as const,
  );
  return new Map(await Promise.all(lists));
}
