import type { Kind, Values } from "../engine/kind";
import { migrated, SCHEMA } from "../engine/migrations";

/** The input that holds the text of the provider; no kind reads it. */
export const PROVIDER = "__provider";

export function withoutProvider(values: Values): Values {
  const { [PROVIDER]: _, ...rest } = values;
  return rest;
}

/** The values of a state, under today's names. */
export const migratedState = (kind: Kind, state: Values): Values =>
  migrated(kind, withoutProvider(state));

/**
 * The outputs of a kind, with what every state has besides.
 * @param state the previous one: its `replaces` is kept, since resources that refer to the replaced
 * object may follow in a later run, and its `userIds`, which tell whether people were made anew
 */
export function complete(tenant: string, outputs: Values, { replaces, userIds }: Values): Values {
  return { ...defined({ ...outputs, replaces, userIds }), tenant, schema: SCHEMA };
}

/** Without `undefined` at any depth, which would fail the call after the object is made. */
export function defined(values: Values): Values {
  if (isDefined(values)) return values;
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

/** Whether there is none: a tree of thousands is not copied for nothing. */
function isDefined(value: unknown): boolean {
  if (!isPlain(value)) return value !== undefined;
  for (const key in value) if (!isDefined(value[key])) return false;
  return true;
}

function isPlain(value: unknown): value is Values {
  return typeof value === "object" && value !== null;
}
