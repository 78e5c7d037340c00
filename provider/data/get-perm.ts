import type { PermState } from "../backends/domain";
import { only } from "./only";
import { dataSession, type DataSettings } from "./session";

/** By scope and name, or by id. */
export type PermQuery =
  | {
      /** Id of the app or org. */
      readonly scope: string;
      readonly name: string;
    }
  | { readonly id: string };

/** An existing perm. */
export type PermData = PermState;

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
  const { perms } = (await dataSession(settings)).backend;
  if ("id" in query) return perms.get({ id: await perms.resolve(query.id) });
  return only(`perm "${query.name}" of ${query.scope}`, await perms.find(query));
}
