import { ProviderError } from "../backends/errors";
import type { Kind, Values } from "./kind";

/** The layout of what a state holds: 1 is that of version 0.1.0, whose names were others. */
export const SCHEMA = 2;

/**
 * What an older version left in a state, under today's names. Inputs hold no schema; yet no name of
 * before means anything today, so that the names themselves tell.
 *
 * @throws ProviderError for a state that a newer version wrote
 */
export function migrated(kind: Kind, values: Values): Values {
  const { schema } = values;
  if (schema === undefined) return renamed(kind, values);
  if (typeof schema === "number" && schema <= SCHEMA) {
    return { ...renamed(kind, values), schema: SCHEMA };
  }
  throw new ProviderError(
    `the state was written by a newer version (schema ${JSON.stringify(schema)}): update pulumi-identity`,
  );
}

function renamed(kind: Kind, values: Values): Values {
  const now = namesOf(kind);
  const entries = Object.entries(values).map(([key, value]) => [
    now.get(key) ?? key,
    key === "mode" && value === "watch" ? "observe" : value,
  ]);
  const all = Object.fromEntries(entries) as Values;
  return kind.migrate?.(all) ?? all;
}

/** By the names that properties had before, those of today. */
function namesOf({ properties, outputs }: Kind): Map<string, string> {
  const all = [...Object.entries(properties), ...Object.entries(outputs)];
  return new Map(
    all.flatMap(([key, { formerly }]) => (formerly === undefined ? [] : [[formerly, key]])),
  );
}
