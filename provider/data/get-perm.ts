import { findPerm, type PermData, type PermQuery } from "../queries/perm";
import { dataSession, type DataSettings } from "./session";

export type { PermData, PermQuery };

/**
 * Looks up a perm that this program does not declare, in previews too. For system administrators.
 *
 * @param settings another connection than the stack's
 * @throws NotFoundError where there is none; ConflictError, naming the ids, where the scope has several of that name
 *
 * @example
 * ```ts
 * const deploy = await getPerm({ scope: "ci", name: "Deploy" });
 * new PermGrants("deployers", { perm: deploy.id, nodes: [platform] });
 * ```
 */
export async function getPerm(query: PermQuery, settings?: DataSettings): Promise<PermData> {
  return findPerm(await dataSession(settings), query);
}
