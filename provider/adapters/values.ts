import type { Kind, Values } from "../engine/kind";
import { migrated, SCHEMA } from "../engine/migrations";

/** The input that holds the text of the provider, which no handler needs to see. */
export const PROVIDER = "__provider";

export function withoutProvider(values: Values): Values {
  const { [PROVIDER]: _, ...rest } = values;
  return rest;
}

/** What a state holds, as a handler knows it: under today's names. */
export const migratedState = (kind: Kind, state: Values): Values =>
  migrated(kind, withoutProvider(state));

/**
 * What every state holds besides a handler's outputs.
 * @param state the one before: an object that took the place of another goes on saying so, since who
 * refers to it may follow in a later run
 */
export function complete(tenant: string, outputs: Values, { replaces }: Values): Values {
  return { ...defined({ ...outputs, replaces }), tenant, schema: SCHEMA };
}

/** Without `undefined` at any depth: one of them would fail the call after the object is made. */
export function defined(values: Values): Values {
  return Object.fromEntries(
    Object.entries(values)
      .filter(([, value]) => value !== undefined)
      .map(([key, value]) => [key, definedIn(value)]),
  );
}

function definedIn(value: unknown): unknown {
  if (Array.isArray(value)) return value.filter((one) => one !== undefined).map(definedIn);
  return isPlain(value) ? defined(value) : value;
}

function isPlain(value: unknown): value is Values {
  return typeof value === "object" && value !== null;
}
