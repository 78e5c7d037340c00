import { isDeepStrictEqual } from "node:util";
import { pack, unpack } from "../../pack";
import type { Origin } from "../origin";

/** The kind of a resource that holds many objects. */
export const BULK_TREE = "BulkTree";

type Values = Readonly<Record<string, unknown>>;

/**
 * What a bulk resource holds of one object: what a resource of its own would have in the state,
 * without what is the same for all of them.
 */
export interface Held {
  readonly kind: string;
  /** As a resource of its own would be called: `acme/platform`. */
  readonly name: string;
  readonly id: string;
  /** As checked. */
  readonly inputs: Values;
  readonly outputs: Values;
  /** When a person was locked out who is still to be deleted: ISO 8601. */
  readonly leftAt?: string;
  /** Where it was written when it was applied, as `people.csv:12`: inputs that a refresh makes have it of here. */
  readonly place?: string | undefined;
}

/** The state of a bulk resource, as far as all that it holds has it in common. */
export interface Common {
  readonly origin?: Origin;
  readonly tenant?: unknown;
  readonly schema?: unknown;
  /** Policies of the whole tree. */
  readonly adopt?: unknown;
  readonly onRemove?: unknown;
  readonly forceDestroy?: unknown;
}

/** The policies that a resource of its own has, by kind. */
const POLICIES: Readonly<Record<string, readonly (keyof Common)[]>> = {
  Node: ["adopt", "forceDestroy"],
  User: ["adopt", "onRemove"],
};

const COMMON = [
  ...["origin", "tenant", "schema", "logicalName", "userIds"],
  ...["adopt", "onRemove", "forceDestroy", "parentKind"],
];

/** Values as a bulk resource holds them. */
export const heldValues = (values: Values): Values =>
  Object.fromEntries(Object.entries(values).filter(([key]) => !COMMON.includes(key)));

/** The inputs and the outputs of a resource of its own, from what a bulk resource holds. */
export function valuesOf({ kind, name, inputs, outputs }: Held, common: Common) {
  const { origin, tenant, schema } = common;
  const policies = (POLICIES[kind] ?? []).filter((key) => common[key] !== undefined);
  const passed = {
    logicalName: name,
    ...(origin && { origin }),
    ...Object.fromEntries(policies.map((key) => [key, common[key]])),
  };
  return {
    inputs: { ...inputs, ...passed },
    outputs: { ...outputs, ...passed, tenant, schema },
  };
}

/** One object in the text: outputs are there as far as they differ from the inputs. */
interface Row {
  readonly kind: string;
  readonly name: string;
  readonly id: string;
  readonly in: Values;
  readonly out?: Values;
  readonly not?: readonly string[];
  readonly leftAt?: string;
  readonly place?: string;
}

/** The text in a state. */
export function packed(all: Iterable<Held>): string {
  const rows = [...all].map((one): Row => {
    const { kind, name, id, inputs, outputs, leftAt, place } = one;
    const out = Object.entries(outputs).filter(
      ([key, value]) => !isDeepStrictEqual(inputs[key], value),
    );
    const not = Object.keys(inputs).filter((key) => outputs[key] === undefined);
    return {
      ...{ kind, name, id, in: inputs },
      ...(out.length > 0 && { out: Object.fromEntries(out) }),
      ...(not.length > 0 && { not }),
      ...(leftAt !== undefined && { leftAt }),
      ...(place !== undefined && { place }),
    };
  });
  return pack(rows);
}

/** @throws Error where the text is none that `packed` made */
export function unpacked(text: unknown): Held[] {
  if (typeof text !== "string" || text === "") return [];
  let rows: readonly Row[];
  try {
    rows = unpack(text) as readonly Row[];
  } catch (cause) {
    throw new Error(
      "what the state holds of an OrgTree can't be read: restore the state from a backup",
      { cause },
    );
  }
  return rows.map(({ in: inputs, out, not, ...row }) => {
    const kept = not === undefined ? inputs : without(inputs, not);
    return { ...row, inputs, outputs: out === undefined ? kept : { ...kept, ...out } };
  });
}

const without = (values: Values, keys: readonly string[]): Values =>
  Object.fromEntries(Object.entries(values).filter(([key]) => !keys.includes(key)));
