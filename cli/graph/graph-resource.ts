import type { Declared } from "../../access";
import type { KindName, Values } from "../../provider/inspect";
import { declarationOf, type StackResource } from "../stack/stack-resource";

/** A resource of a program, as a graph needs to know it. */
export interface GraphResource {
  readonly kind: KindName;
  /** On the server; the URN of one that a preview creates. */
  readonly id: string;
  readonly urn: string;
  /** The name in the program. */
  readonly name: string;
  /** What it declares, in the shape of checked inputs; what is unknown may be a label, `Node "platform"`. */
  readonly values: Values;
  /** `index.ts:12`. */
  readonly source?: string | undefined;
}

/** A resource of a state. */
export function graphResource(resource: StackResource): GraphResource {
  const { kind, id, urn, name, source } = resource;
  return { kind, id, urn, name, source, values: declarationOf(resource) };
}

/** What edges say of the resource that declares them. */
export const declaredBy = ({ name, urn, source }: GraphResource): Declared => ({
  resource: name,
  urn,
  ...(source !== undefined && { source }),
});
