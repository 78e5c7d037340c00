import { objectId } from "../run/object-id";
import { resourceName } from "../run/origin";
import type { Session } from "../run/session";
import { requireNothingDeclaredIn } from "./contents";
import { expectDeletes } from "./expect-deletes";
import type { Kind, Values } from "./kind";
import { isSpared } from "./spare";
import { staysOnServer } from "./stays";
import { staysWithOwner } from "./stays-with-owner";
import { unlessGone } from "./unless-gone";

/** A delete as the engine asks for it. */
export async function remove(
  handler: Kind,
  session: Session,
  id: string,
  state: Values,
): Promise<void> {
  await expectDeletes(session, { kind: handler.name, id }, state);
  const { removals } = session;
  if (staysOnServer(session, handler.name, state)) return;
  const key = keyOf(handler, id, state);
  const begun = removals.of(key);
  if (begun !== undefined) return begun;
  if (await staysWithOwner(session, { kind: handler.name, id }, state)) return;
  if (await isSpared(handler, session, id, state)) return;
  await removals.once(key, () => handler.delete(session, id, state).catch(unlessGone));
}

/** A delete with that of what the object is in: the engine asks for it later, or has asked already. */
export async function removeAlong(
  handler: Kind,
  session: Session,
  id: string,
  state: Values,
): Promise<void> {
  await requireNothingDeclaredIn(session, { kind: handler.name, id }, state);
  await session.removals.onceInRun(keyOf(handler, id, state), () =>
    handler.delete(session, id, state).catch(unlessGone),
  );
}

/** Several resources may be lists of one owner, each with entries of its own. */
function keyOf(kind: Kind, id: string, state: Values): string {
  const { name } = kind;
  if (kind.parts !== undefined) return `${name} ${id} ${resourceName(state)}`;
  return `${name} ${objectId({ kind: name, id, outputs: state })}`;
}
