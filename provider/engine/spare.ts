import { requireNothingDeclaredIn } from "./contents";
import type { Kind, Values } from "./kind";
import { keeperOf } from "./keepers";
import { objectId } from "../run/object-id";
import { resourceName } from "../run/origin";
import type { Session } from "../run/session";

/**
 * Whether a delete leaves the object alone, because another resource has it too: a resource that
 * was renamed without an alias is created, maybe in an earlier run, and then deleted under its old
 * name.
 *
 * @throws ProviderError where the delete would remove what another resource declares
 */
export async function isSpared(
  handler: Kind,
  session: Session,
  id: string,
  state: Values,
): Promise<boolean> {
  // Lists decide it for each entry.
  if (handler.parts !== undefined) return false;
  const kind = handler.name;
  const key = handler.keyOf?.(state, session);
  const object = { kind, id: objectId({ kind, id, outputs: state }), key };
  const keeper = await keeperOf(session, object, state);
  // What an OrgTree goes on with, as one resource or as many, is under the same name.
  if (session.registry.declarersOf(object).includes(resourceName(state))) return true;
  if (keeper === undefined) {
    await requireNothingDeclaredIn(session, { kind, id }, state);
    return false;
  }
  session.warn(
    `${kind} ${id} stays, since ${keeper} has it too: give a renamed or moved resource an alias`,
  );
  return true;
}
