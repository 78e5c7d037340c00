import type { ListedApp } from "../../snapshot";
import type { Connection } from "../connection";

/** The applications of the pool: any of its organizations' where it has several. */
export async function readApps({ client }: Connection): Promise<Map<string, ListedApp>> {
  const apps = new Map<string, ListedApp>();
  const isShared = (await client.organizations.list().page({ pageSize: 1 })).count > 1;
  for await (const { appId: id, appName: name } of client.applications.list()) {
    apps.set(id, { id, name, isShared });
  }
  return apps;
}
