import type { ListedApp } from "../../../snapshot";
import type { Connection } from "../connection";

/** The applications of the pool. */
export async function readApps({ client }: Connection): Promise<Map<string, ListedApp>> {
  const apps = new Map<string, ListedApp>();
  for await (const { appId: id, appName: name } of client.applications.list()) {
    apps.set(id, { id, name });
  }
  return apps;
}
