import { pluginType } from "../../../run/stack/types";
import { FLAG, TEXT, type Spec, type Specs, type TypeSpec } from "./spec";

export const text = (description: string): Spec => ({ ...TEXT, description });
export const flag = (description: string): Spec => ({ ...FLAG, description });
export const listOf = (items: Spec, description: string): Spec => ({
  ...{ type: "array", items, description },
});
export const mapOf = (additionalProperties: Spec, description: string): Spec => ({
  ...{ type: "object", additionalProperties, description },
});
export const either = (oneOf: readonly Spec[], description: string): Spec => ({
  ...{ oneOf, description },
});

/** A type with a name: an object. */
export const type = (
  name: string,
  description: string,
  required: readonly string[],
  properties: Specs,
): readonly [string, TypeSpec] => [
  pluginType(name),
  { ...{ type: "object", description, properties, required } },
];
