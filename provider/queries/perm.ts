import type { PermState } from "../backends/domain";
import type { Session } from "../run/session";
import { only } from "./only";

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
 * Looks up one that no resource declares.
 * @throws NotFoundError where there is none; ConflictError, naming the ids, where the scope has several of that name
 */
export async function findPerm(session: Session, query: PermQuery): Promise<PermData> {
  const { perms } = session.backend;
  if ("id" in query) return perms.get({ id: await perms.resolve(query.id) });
  return only(`perm "${query.name}" of ${query.scope}`, await perms.find(query));
}
