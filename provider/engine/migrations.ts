import { ProviderError } from "../backends/errors";
import type { Kind, Values } from "./kind";
import { withMaps } from "./maps-of-lists";

/** The layout of states: 1 is that of version 0.1.0, which had other names. */
export const SCHEMA = 2;

/**
 * Values that an older version wrote, under today's names. Inputs have no schema, but no old name
 * means something else today, so that they are renamed as well.
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
  const all = withMaps(kind.properties, Object.fromEntries(entries) as Values);
  return kind.migrate?.(all) ?? all;
}

/** Today's names by former ones. */
function namesOf({ properties, outputs }: Kind): Map<string, string> {
  const all = [...Object.entries(properties), ...Object.entries(outputs)];
  return new Map(
    all.flatMap(([key, { formerly }]) => (formerly === undefined ? [] : [[formerly, key]])),
  );
}
