import { findOrg, type OrgData, type OrgQuery } from "../queries/org";
import { dataSession, type DataSettings } from "./session";

export type { OrgData, OrgQuery };

/**
 * Looks up an org that this program does not declare, in previews too.
 *
 * @param settings another connection than the stack's
 * @throws NotFoundError where there is none; ConflictError, naming the ids, where the name is taken twice
 *
 * @example
 * ```ts
 * const acme = await getOrg({ name: "Acme" });
 * new Node("sales", { org: acme.id, kind: "department", name: "Sales" });
 * ```
 */
export async function getOrg(query: OrgQuery, settings?: DataSettings): Promise<OrgData> {
  return findOrg(await dataSession(settings), query);
}
