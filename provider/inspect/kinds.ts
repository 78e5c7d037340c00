import * as changed from "../engine/changed";
import type { Values } from "../engine/kind";
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

/** The declared properties that a preview would change back. */
export const changedProperties = (kind: KindName, declared: Values, live: Values): string[] =>
  changed.changedProperties(byName[kind].properties, live, declared);
