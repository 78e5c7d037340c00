import type { Kind, Values } from "../../engine/kind";
import { withLists } from "../../engine/maps-of-lists";
import type { Property } from "../../engine/property";
import type { Session } from "../../run/session";
import type { Live } from "../calls";
import { fromBytes } from "./values";

/** Among the inputs of a read without a state: the check after it is one of an import. */
const IMPORTED = "imported";

/**
 * What a program that imports an object declares of it: not what is empty, and nothing that the
 * system can't keep, which a check would refuse. An empty list is all that a resource of lists may
 * have. Lists are lists, for the code that the engine prints.
 */
export function imported(kind: Kind, session: Session, { outputs, inputs }: Live): Live {
  const { name, properties, undoes } = kind;
  const lacks = session.backend.capabilities.lacks[name] ?? {};
  const refused = new Set(kind.check?.(session, inputs, {}).map(({ property }) => property));
  const isMeant = ([key, value]: [string, unknown]) =>
    !(key in lacks) &&
    !(isEmpty(value) && refused.has(key)) &&
    (!isEmpty(value) || isRequired(properties[key]) || (value !== "" && kind.lists !== undefined));
  const meant = (values: Values) => Object.fromEntries(Object.entries(values).filter(isMeant));
  return {
    inputs: { ...withLists(properties, meant(inputs)), [IMPORTED]: true },
    // What such a resource does not declare must not be in its state: leaving it out would be a change.
    outputs: undoes === true ? meant(outputs) : outputs,
  };
}

/** The inputs that a check compares, and whether they are those of an import. */
export function comparedInputs(values: Readonly<Partial<Record<"olds" | "news", Uint8Array>>>) {
  const { [IMPORTED]: isImport, ...olds } = fromBytes(values.olds);
  const { [IMPORTED]: _, ...news } = fromBytes(values.news);
  return { isImport: isImport === true, olds, news };
}

const isRequired = (property: Property | undefined) => property?.presence === "required";

const isEmpty = (value: unknown): boolean =>
  value === "" || (typeof value === "object" && value !== null && Object.keys(value).length === 0);
