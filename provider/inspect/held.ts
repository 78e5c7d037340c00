import { contentsIn, placeOf, type Contents } from "../adapters/bulk/contents";
import { pathOf } from "../adapters/bulk/changes";
import { migratedState } from "../adapters/values";
import { ProviderError } from "../backends/errors";
import type { Values } from "../engine/kind";
import { kinds as byName } from "../kinds";
import { BULK_TREE, unpacked, valuesOf, type Held } from "../run/stack/held";
import { kindIn, urnBeside } from "../run/stack/types";
import { kinds, type KindName } from "./kinds";

/** Where an `OrgTree` has what it made: also a resource of its own, by its kind and name. */
export { pathOf as pathInTree } from "../adapters/bulk/changes";

/** What a bulk resource holds of one object, as a resource of its own would be in the state. */
export interface HeldResource {
  /** As an `OrgTree` of many resources gives it: both shapes have the same one. */
  readonly urn: string;
  readonly kind: KindName;
  readonly name: string;
  readonly id: string;
  readonly inputs: Values;
  readonly outputs: Values;
  /** Where it is written: `people.csv:12`; `undefined` where the inputs do not tell. */
  readonly place: string | undefined;
  /** A person who is locked out, and still to be deleted. */
  readonly hasLeft: boolean;
}

/** Whether a resource of this type holds many objects. */
export const isBulk = (type: string): boolean => kindIn(type) === BULK_TREE;

/**
 * What a bulk resource of a state holds.
 * @param bulk with its secrets in plain; a preview hides the contents, which tell the places as they are now
 * @throws Error where the state can't be read, or a newer version of this package wrote it
 */
export function heldIn(bulk: {
  readonly urn: string;
  readonly inputs: Values;
  readonly outputs: Values;
}): HeldResource[] {
  const contents = shownIn(bulk.inputs.tree);
  return unpacked(bulk.outputs.held).flatMap((one) => {
    const kind = kinds.find((name) => name === one.kind);
    if (kind === undefined) return [];
    const { inputs, outputs } = valuesOf(one, bulk.outputs);
    return [
      {
        ...{ urn: urnBeside(bulk.urn, one), kind, name: one.name, id: one.id },
        inputs: migratedState(byName[kind], inputs),
        outputs: migratedState(byName[kind], outputs),
        place: contents === undefined ? one.place : placeIn(contents, one),
        hasLeft: one.leftAt !== undefined,
      },
    ];
  });
}

const placeIn = (contents: Contents, held: Held) => placeOf(contents, ...pathOf(held));

function shownIn(tree: unknown): Contents | undefined {
  try {
    return contentsIn(tree);
  } catch (error) {
    if (error instanceof ProviderError) return undefined;
    throw error;
  }
}
