import { isOnSameTenant } from "../../engine/keepers";
import { resourceName } from "../../run/origin";
import type { Session } from "../../run/session";
import type { Held } from "../../run/stack/held";
import { labelOf, type Declaration, type Given } from "./declarations";
import { heldOf } from "./entries";

/**
 * What resources of their own have in the state under the names of entries that a bulk resource does
 * not hold yet: an `OrgTree` that becomes one resource goes on with the objects that it has.
 */
export async function handedOver(
  session: Session,
  given: Given,
  declarations: readonly Declaration[],
  held: readonly Held[],
): Promise<Held[]> {
  const { origin } = given;
  const known = new Set(held.map(labelOf));
  const fresh = declarations.filter(
    ({ kind, name, formerly }) =>
      ![name, ...formerly].some((one) => known.has(labelOf({ kind, name: one }))),
  );
  if (fresh.length === 0 || origin === undefined) return [];
  const all = await session.stack.early(origin);
  const isHere = await isOnSameTenant(session, given);
  const mine = all.filter((one) => one.heldBy === undefined && !one.isPending && isHere(one));
  const byName = new Map(mine.map((one) => [labelOf(one), one]));
  return fresh.flatMap(({ kind, name, formerly }) => {
    const names = [name, ...formerly].map((one) => resourceName({ origin, logicalName: one }));
    const [found] = names.flatMap((one) => byName.get(labelOf({ kind, name: one })) ?? []);
    if (found === undefined) return [];
    const { id, inputs, outputs } = found;
    return [{ kind, name, id, inputs: heldOf(kind, inputs), outputs: heldOf(kind, outputs) }];
  });
}
