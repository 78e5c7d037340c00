import { isOnSameTenant } from "../engine/keepers";
import type { Values } from "../engine/kind";
import { originOf, resourceName } from "../run/origin";
import type { Session } from "../run/session";
import { BULK_TREE } from "../run/stack/held";
import type { StackResource } from "../run/stack/stack-state";
import { isTreePart } from "../run/stack/types";

/**
 * What a bulk resource that has left the program holds under the name of a new resource: an `OrgTree` that
 * is one resource no more goes on with the objects that it has.
 */
export async function handedBack(
  session: Session,
  kind: string,
  inputs: Values,
): Promise<StackResource | undefined> {
  const { origin } = inputs as { origin?: Parameters<typeof session.stack.early>[0] };
  if (origin === undefined || !isTreePart(originOf(inputs).parents)) return undefined;
  const found = await session.stack.heldAs(origin, kind, resourceName(inputs));
  if (found?.heldBy === undefined || session.registry.has(BULK_TREE, found.heldBy))
    return undefined;
  const isHere = await isOnSameTenant(session, inputs);
  return isHere(found) ? found : undefined;
}
