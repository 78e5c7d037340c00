import { findApp, type AppData, type AppQuery } from "../queries/app";
import { dataSession, type DataSettings } from "./session";

export type { AppData, AppQuery };

/**
 * Looks up an app that this program does not declare, in previews too.
 *
 * @param settings another connection than the stack's
 * @throws NotFoundError where the org has none
 *
 * @example
 * ```ts
 * const wiki = await getApp({ org: acme.id, uid: "wiki" });
 * new PermGrants("wiki-users", { perm: wiki.accessPerm, nodes: [engineering] });
 * ```
 */
export async function getApp(query: AppQuery, settings?: DataSettings): Promise<AppData> {
  return findApp(await dataSession(settings), query);
}
