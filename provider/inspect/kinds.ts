import * as changed from "../engine/changed";
import type { Values } from "../engine/kind";
import { kinds as byName, type KindName } from "../kinds";

export type { KindName, Values };

/** The kinds of resources, as users call them. */
export const kinds = Object.keys(byName) as KindName[];

/** The declared properties that a preview would change back. */
export const changedProperties = (kind: KindName, declared: Values, live: Values): string[] =>
  changed.changedProperties(byName[kind].properties, live, declared);
