import * as changed from "../engine/changed";
import * as leftOut from "../engine/left-out";
import type { Backend } from "../backends/backend";
import type { Values } from "../engine/kind";
import { normalOf } from "../engine/settle";
import { kinds as byName, type KindName } from "../kinds";

export { changedEntries } from "../engine/changed";
export type { KindName, Values };

/** The kinds of resources, as users call them. */
export const kinds = Object.keys(byName) as KindName[];

/** Properties that are never shown, even where a state does not mark them as secret. */
export const secretNames: ReadonlySet<string> = new Set(
  Object.values(byName).flatMap(({ properties, outputs }) =>
    Object.entries({ ...properties, ...outputs }).flatMap(([key, { secret }]) =>
      secret ? [key] : [],
    ),
  ),
);

/** Whether what the program leaves out of such a property is left alone, and stays in the state. */
export const isLeftAlone = (kind: KindName, property: string): boolean => {
  const found = byName[kind].properties[property];
  return found !== undefined && leftOut.isLeftAlone(byName[kind], found);
};

/** The declared properties that a preview would change back. */
export const changedProperties = (kind: KindName, declared: Values, live: Values): string[] =>
  changed.changedProperties(byName[kind].properties, live, declared);

/**
 * What an update changes, down to each entry: as a preview compares the inputs with the state. What
 * the program leaves out is left alone, and what the system would keep the same way is no change.
 */
export function updatedEntries(
  backend: Backend,
  kind: KindName,
  state: Values,
  inputs: Values,
): changed.ChangedEntry[] {
  const { properties } = byName[kind];
  const wanted = leftOut.comparable(byName[kind], state, inputs, normalOf({ backend }, kind));
  const keys = changed.changedProperties(properties, state, wanted);
  return changed.changedEntries(keys, state, wanted);
}

/** Whether a kind has such a property, and a change of it is one of the resource. */
export const isShownProperty = (kind: KindName, property: string): boolean => {
  const found = byName[kind].properties[property];
  return found !== undefined && found.silent !== true;
};
