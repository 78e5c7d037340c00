import { migratedState } from "../adapters/values";
import type { Values } from "../engine/kind";
import { kinds, type KindName } from "../kinds";

/** A stack's state as the Pulumi CLI exports it. */
export { nameIn, parseExport, type ExportedResource } from "../run/stack/exported";
export { isInTree, kindIn, kindOf, urnBeside } from "../run/stack/types";
/** Values of a resource in a state, under today's names and without what only the engine needs. */
export const currentValues = (kind: KindName, values: Values): Values =>
  migratedState(kinds[kind], values);
