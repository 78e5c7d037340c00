import type { Values } from "../../engine/kind";
import { kinds } from "../../kinds";
import { kindIn, parseUrn } from "../../run/stack/types";
import type { Served } from "./served";
import { servedBulkTree } from "./served-bulk-tree";
import { servedKind } from "./served-kind";

/** A resource of ours, as its URN tells of it. */
interface DeclaredAt {
  readonly served: Served;
  /** The inputs that the constructors of the dynamic form pass along: whose they are, and where. */
  readonly passed: Values;
}

/** No URN has the organization: this says that there is none, or none known. */
const ORGANIZATION = "organization";

const served: ReadonlyMap<string, Served> = new Map(
  [...Object.values(kinds).map(servedKind), servedBulkTree].map((one) => [one.name, one]),
);

/** @throws Error for a type that this package does not have */
export function declaredAt(urn: string): DeclaredAt {
  const { stack, project, parents, type, name } = parseUrn(urn);
  const found = served.get(kindIn(type) ?? "");
  if (found === undefined) throw new Error(`there is no type ${type} in this version`);
  const origin = { organization: ORGANIZATION, project, stack, parents };
  return { served: found, passed: { logicalName: name, origin } };
}
