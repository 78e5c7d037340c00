import type { Kind } from "../../../provider/engine/kind";
import {
  type ObjectShape,
  type Output,
  type Properties,
  type Property,
  type Shape,
} from "../../../provider/engine/property";
import { inputsOf, objectsIn, outputsOf } from "./parts";

/** A value in Pulumi's package schema. */
interface Spec {
  readonly type?: string;
  readonly $ref?: string;
  readonly enum?: readonly string[];
  readonly items?: Spec;
  readonly additionalProperties?: Spec;
  readonly oneOf?: readonly Spec[];
  readonly description?: string;
  readonly secret?: boolean;
  readonly willReplaceOnChanges?: boolean;
}

const token = (name: string) => `identity:index:${name}`;

/** The package schema of the kinds, as Pulumi's SDK generators and its plugins' engine read it. */
export function packageSchema(kinds: readonly Kind[], version: string): object {
  const objects = kinds.flatMap((kind) => objectsIn(inputsOf(kind)));
  return {
    name: "identity",
    version,
    resources: Object.fromEntries(kinds.map((kind) => [token(kind.name), resource(kind)])),
    types: Object.fromEntries(objects.map((shape) => [token(shape.name), objectType(shape)])),
  };
}

function resource(kind: Kind): object {
  const inputs = inputsOf(kind);
  const outputs = outputsOf(kind);
  return {
    description: `${kind.doc}\n\n\`\`\`typescript\n${kind.example}\n\`\`\``,
    inputProperties: mapped(inputs, input),
    requiredInputs: requiredOf(inputs),
    properties: { ...mapped(inputs, output), ...mapped(outputs, found) },
    required: Object.keys(outputs).filter((key) => !outputs[key]?.optional),
  };
}

const objectType = ({ doc, of }: ObjectShape): object => ({
  ...{ type: "object", description: doc },
  ...{ properties: mapped(of, input), required: requiredOf(of) },
});

const mapped = <T>(from: Readonly<Record<string, T>>, to: (one: T) => Spec) =>
  Object.fromEntries(Object.entries(from).map(([key, one]) => [key, to(one)]));

const requiredOf = (properties: Properties) =>
  Object.keys(properties).filter((key) => properties[key]?.presence === "required");

const input = (one: Property): Spec => ({
  ...given(one.type.shape),
  description: one.byDefault === undefined ? one.doc : `${one.doc} Default: ${one.byDefault}.`,
  ...(one.secret && { secret: true }),
  ...(one.immutable && { willReplaceOnChanges: true }),
});

const output = (one: Property): Spec => ({
  ...held(one.type.shape),
  description: one.outputDoc ?? one.doc,
  ...(one.secret && { secret: true }),
});

const found = (one: Output): Spec => ({
  ...held(one.type.shape),
  description: one.doc,
  ...(one.secret && { secret: true }),
});

const TEXT = { type: "string" } as const;
const FLAG = { type: "boolean" } as const;

/** What a program gives. */
function given(shape: Shape): Spec {
  switch (shape.is) {
    case "flag":
      return FLAG;
    case "number":
      return { type: "number" };
    case "limit":
      return { oneOf: [{ type: "number" }, TEXT] };
    case "references":
    case "texts":
      return { type: "array", items: TEXT };
    case "object": {
      const settings = { $ref: `#/types/${token(shape.name)}` };
      return shape.orOff ? { oneOf: [FLAG, settings] } : settings;
    }
    default:
      return TEXT;
  }
}

/** What a state holds: lists of others are maps, so that a plan names who comes and who goes. */
function held(shape: Shape): Spec {
  if (shape.is === "references")
    return { type: "object", additionalProperties: { $ref: "pulumi.json#/Any" } };
  if (shape.is === "internal") return { $ref: "pulumi.json#/Any" };
  return given(shape);
}
