import type { Kind } from "../../../engine/kind";
import { passed, type Output, type Properties, type Property } from "../../../engine/property";
import { dynamicType } from "../../../run/stack/types";
import { inputTypes, outputTypes } from "./types";
import { found, input, mapped, output, requiredOf } from "./values";

/**
 * A kind in Pulumi's package schema.
 * @param example in all languages
 */
export function resource(kind: Kind, example: string): object {
  const inputs = inputsOf(kind);
  const outputs = outputsOf(kind);
  return {
    description: `${kind.doc}\n\n${example}`,
    inputProperties: mapped(inputs, input),
    requiredInputs: requiredOf(inputs),
    properties: {
      ...mapped(shown(inputs), output),
      ...mapped(outputs, found),
      tenant: { type: "string", description: "The tenant that holds the object." },
    },
    required: [...Object.keys(outputs).filter((key) => !outputs[key]?.optional), "tenant"],
    // A stack moves over from the dynamic form with nothing to do.
    aliases: [{ type: dynamicType(kind.name) }],
  };
}

/** The types with a name that a kind uses. */
export const typesOf = (kind: Kind) => [
  ...inputTypes(inputsOf(kind)),
  ...outputTypes(shown(inputsOf(kind))),
  ...outputTypes(outputsOf(kind)),
];

/** Its inputs, without what the provider adds itself. */
const inputsOf = ({ properties }: Kind): Properties =>
  Object.fromEntries(Object.entries(properties).filter(([key]) => !(key in passed)));

/** Its outputs, without what only the provider needs. */
const outputsOf = ({ outputs }: Kind): Readonly<Record<string, Output>> =>
  Object.fromEntries(Object.entries(outputs).filter(([, { internal }]) => internal !== true));

/** The inputs that are outputs, too. */
const shown = (inputs: Properties): Properties =>
  Object.fromEntries(Object.entries(inputs).filter(([, one]) => isShown(one)));

const isShown = ({ silent, inputOnly }: Property): boolean => !silent && !inputOnly;
