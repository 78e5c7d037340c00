import { accessId } from "../../domain/access-id";
import type { ListedApp, ListedPerm } from "../../snapshot";
import type { Connection } from "../connection";
import { scopeOf } from "../ids";
import { rolesOf } from "../namespaces";
import { toState } from "../perms";

/** The perms of an org and of the pool's apps: the namespaces, then one listing for each of theirs. */
export async function readPerms(
  connection: Connection,
  org: string,
  apps: ReadonlyMap<string, ListedApp>,
): Promise<Map<string, ListedPerm>> {
  const scopes: string[] = [];
  for await (const { code } of connection.client.namespaces.list()) {
    const scope = scopeOf(code);
    if (scope !== undefined && (scope === org || apps.has(scope))) scopes.push(scope);
  }
  const declared = await Promise.all(
    scopes.map(async (scope) =>
      (await rolesOf(connection, scope)).map((role) => ({
        ...toState(scope, role),
        builtIn: false,
      })),
    ),
  );
  const all = [...[...apps.values()].map(accessOf), ...declared.flat()];
  return new Map(all.map((perm) => [perm.id, perm]));
}

/** The perm to use an app comes with the app. */
const accessOf = ({ id, name }: ListedApp): ListedPerm => ({
  ...{ id: accessId(id), scope: id, name, description: "", builtIn: true },
});
