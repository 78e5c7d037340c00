import type { Kind } from "../../../provider/engine/kind";
import {
  passed,
  type ObjectShape,
  type Output,
  type Properties,
} from "../../../provider/engine/property";

/** What users see of a kind. */

/** Its inputs, without what the constructors pass along. */
export const inputsOf = ({ properties }: Kind): Properties =>
  Object.fromEntries(Object.entries(properties).filter(([key]) => !(key in passed)));

/** Its outputs, without what only the provider needs. */
export const outputsOf = ({ outputs }: Kind): Readonly<Record<string, Output>> =>
  Object.fromEntries(Object.entries(outputs).filter(([, { internal }]) => internal !== true));

/** The settings among inputs or outputs. */
export const objectsIn = (all: Readonly<Record<string, Pick<Output, "type">>>): ObjectShape[] =>
  Object.values(all).flatMap(({ type: { shape } }) => (shape.is === "object" ? [shape] : []));
