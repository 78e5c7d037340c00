import { requireNothingDeclaredIn } from "./contents";
import type { Kind, Values } from "./kind";
import { keeperOf } from "./keepers";
import type { Session } from "../run/session";

/**
 * Whether a delete leaves the object alone, because another resource has it too. A resource that got
 * another name without an alias is created, then deleted under its old name; the create may have been
 * in an earlier run, or have failed.
 *
 * @throws ProviderError where the delete would take along what another resource declares
 */
export async function isSpared(
  handler: Kind,
  session: Session,
  id: string,
  state: Values,
): Promise<boolean> {
  // Of a list it is decided by the entry.
  if (handler.parts !== undefined) return false;
  const kind = handler.name;
  const key = handler.keyOf?.(state, session);
  const keeper = await keeperOf(session, { kind, id, key }, state);
  if (keeper === undefined) {
    await requireNothingDeclaredIn(session, { kind, id }, state);
    return false;
  }
  session.warn(
    `${kind} ${id} stays, since ${keeper} has it too: give a renamed or moved resource an alias`,
  );
  return true;
}
