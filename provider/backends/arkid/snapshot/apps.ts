import type { ListedApp } from "../../snapshot";
import { appsOf } from "../org-apps";
import type { AccessScope } from "./access-scope";

/** The apps of an org. */
export async function readApps(sight: AccessScope): Promise<Map<string, ListedApp>> {
  const { connection, scope } = sight;
  if (!sight.seesOrg) sight.missAsNoOwner("apps");
  const apps = await sight.glimpse("apps", () => appsOf(connection, scope));
  return new Map((apps ?? []).map(({ uid, name }) => [uid, { id: uid, name }]));
}
